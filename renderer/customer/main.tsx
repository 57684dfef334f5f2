import '../styles/fonts.css'
import '../styles/theme.css'
import '../styles/signs.css'
import './customer.css'
import { createRoot } from 'react-dom/client'
import { CustomerDisplay } from './customer-display.tsx'
import { follow } from './display-store.ts'

const root = document.querySelector('#root')
if (root === null) throw new Error('the page has no #root')
createRoot(root).render(<CustomerDisplay />)
void follow(window.display)
