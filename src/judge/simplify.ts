/** A text in simplified characters, one for one, as far as shop pages and error messages use them; 亏 is how readers often take 號. */
export function simplify(text: string): string {
  return text.replace(/[\u3400-\u9fff]/g, (char) => simplified.get(char) ?? char)
}

const oldForms =
  '訂單號編額時間現實賣買創發貨碼啟啓兌換證優總價計應幣點訊帳賬戶轉開結過註冊聯係絡錯誤匯類狀態費運遞電話郵標題稱條數據產選擇設備權許閉處無敗請詢問銷讀寫檔瀏覽連線網頁載執機儲試後還來這裡歷記錄購車訪員級資業確認讓與專東腦畫圖們個對嗎沒會說謝麗馬關閱觀聽語驗動圍務經濟銀貸繳納稅營週滿減從長門鍵輸進達遊戲虛擬錢寶獎贈禮劃復複製顯簡體國際繫歡親變異響斷壞續鎖隨較給終將樂亏'
const newForms =
  '订单号编额时间现实卖买创发货码启启兑换证优总价计应币点讯账账户转开结过注册联系络错误汇类状态费运递电话邮标题称条数据产选择设备权许闭处无败请询问销读写档浏览连线网页载执机储试后还来这里历记录购车访员级资业确认让与专东脑画图们个对吗没会说谢丽马关阅观听语验动围务经济银贷缴纳税营周满减从长门键输进达游戏虚拟钱宝奖赠礼划复复制显简体国际系欢亲变异响断坏续锁随较给终将乐号'
const simplified = new Map(Array.from(oldForms, (char, i) => [char, newForms.charAt(i)] as const))
