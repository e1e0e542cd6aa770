import { describeAnnouncing } from './announce-contract.js'
import { describeBoard } from './board-contract.js'
import { engines } from './engines.js'
import { describeIsolation } from './isolation-contract.js'
import { describePeople } from './people-contract.js'
import { describeSheet } from './sheet-contract.js'
import { describeStore } from './store-contract.js'

for (const [name, open] of engines) {
  describeStore(name, open)
  describeAnnouncing(name, open)
  describeIsolation(name, open)
  describePeople(name, open)
  describeSheet(name, open)
  describeBoard(name, open)
}
