<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Free software under the Apache License 2.0.</source>
        <translation>Software libero con licenza Apache 2.0.</translation>
    </message>
    <message>
        <source>Estimates whether a face was made by a generator and shows what in the picture says so; it is an aid to an expert and no proof, and generators it has never seen may escape it.</source>
        <translation>Stima se un volto è stato prodotto da un generatore e mostra che cosa nell’immagine lo indica; è un aiuto per l’esperto e non una prova, e i generatori mai visti possono sfuggirgli.</translation>
    </message>
    <message>
        <source>This is the inspector: training, gradient maps and computing on a GPU need the full build.</source>
        <translation>Questa è la versione inspector: addestramento, mappe di gradiente e calcolo su GPU richiedono la versione completa.</translation>
    </message>
    <message>
        <source>This is the full build, with training, gradient maps and the GPU.</source>
        <translation>Questa è la versione completa, con addestramento, mappe di gradiente e GPU.</translation>
    </message>
    <message>
        <source>About and diagnosis</source>
        <translation>Informazioni e diagnosi</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnosi</translation>
    </message>
    <message>
        <source>Looking at the installation</source>
        <translation>Esame dell’installazione</translation>
    </message>
    <message>
        <source>Folder of the log</source>
        <translation>Cartella del registro</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Apri la cartella</translation>
    </message>
    <message>
        <source>Copy the diagnosis</source>
        <translation>Copia la diagnosi</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Versione {version}</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>The diagnosis</source>
        <translation>La diagnosi</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>File &amp;recenti</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Strumenti</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Tavolozza dei comandi</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Scrivere un comando</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Comando</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Comandi</translation>
    </message>
    <message>
        <source>No command fits.</source>
        <translation>Nessun comando corrisponde.</translation>
    </message>
    <message>
        <source>{command}, on</source>
        <translation>{command}, attivo</translation>
    </message>
    <message>
        <source>Nothing opened yet</source>
        <translation>Ancora nulla di aperto</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>&amp;Svuota l’elenco</translation>
    </message>
    <message>
        <source>The list of recent files</source>
        <translation>L’elenco dei file recenti</translation>
    </message>
    <message>
        <source>{path} is no longer there</source>
        <translation>{path} non c’è più</translation>
    </message>
    <message>
        <source>“{keys}” is not a key; press another.</source>
        <translation>“{keys}” non è un tasto; premerne un altro.</translation>
    </message>
    <message>
        <source>{tip} ({keys})</source>
        <translation>{tip} ({keys})</translation>
    </message>
    <message>
        <source>{keys} is needed to use the controls; press another key.</source>
        <translation>{keys} serve per usare i controlli; premere un altro tasto.</translation>
    </message>
    <message>
        <source>{keys} opens the menu “{menu}”; press another key.</source>
        <translation>{keys} apre il menu “{menu}”; premere un altro tasto.</translation>
    </message>
    <message>
        <source>{keys} belongs to “{command}”; give that command other keys first.</source>
        <translation>{keys} appartiene a “{command}”; dare prima altri tasti a quel comando.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasti</translation>
    </message>
    <message>
        <source>Or</source>
        <translation>Oppure</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Scorciatoie da tastiera</translation>
    </message>
    <message>
        <source>Filter by command or keys</source>
        <translation>Filtra per comando o tasti</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>I comandi e i loro tasti</translation>
    </message>
    <message>
        <source>Reset this one</source>
        <translation>Ripristina questo</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Ripristina tutti</translation>
    </message>
    <message>
        <source>Press the keys</source>
        <translation>Premere i tasti</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Rimuovi</translation>
    </message>
    <message>
        <source>Remove: {keys}</source>
        <translation>Rimuovi: {keys}</translation>
    </message>
    <message>
        <source>Choose a command to change its keys.</source>
        <translation>Scegliere un comando per cambiarne i tasti.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Modifica</translation>
    </message>
    <message>
        <source>&amp;Analyse</source>
        <translation>&amp;Analisi</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Visualizza</translation>
    </message>
    <message>
        <source>Ta&amp;bs</source>
        <translation>Sc&amp;hede</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>Pan&amp;els</source>
        <translation>Pa&amp;nnelli</translation>
    </message>
    <message>
        <source>T&amp;ools</source>
        <translation>S&amp;trumenti</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;iuto</translation>
    </message>
    <message>
        <source>&amp;Open images…</source>
        <translation>&amp;Apri immagini…</translation>
    </message>
    <message>
        <source>Open one or more images</source>
        <translation>Apre una o più immagini</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>Apri &amp;cartella…</translation>
    </message>
    <message>
        <source>Open all images of a folder</source>
        <translation>Apre tutte le immagini di una cartella</translation>
    </message>
    <message>
        <source>&amp;Paste image</source>
        <translation>&amp;Incolla immagine</translation>
    </message>
    <message>
        <source>Open the image on the clipboard</source>
        <translation>Apre l’immagine negli appunti</translation>
    </message>
    <message>
        <source>Try a sa&amp;mple</source>
        <translation>Prova un ese&amp;mpio</translation>
    </message>
    <message>
        <source>Analyse a sample image</source>
        <translation>Analizza un’immagine di esempio</translation>
    </message>
    <message>
        <source>&amp;New case…</source>
        <translation>&amp;Nuovo caso…</translation>
    </message>
    <message>
        <source>Make a case file that keeps images, results and decisions</source>
        <translation>Crea un file del caso che conserva immagini, risultati e decisioni</translation>
    </message>
    <message>
        <source>Open &amp;case…</source>
        <translation>Apri un cas&amp;o…</translation>
    </message>
    <message>
        <source>Open a case file and look it over for changes</source>
        <translation>Apri un file del caso e controlla se è stato modificato</translation>
    </message>
    <message>
        <source>&amp;Add to the case</source>
        <translation>A&amp;ggiungi al caso</translation>
    </message>
    <message>
        <source>Keep all that is known of this image in the case</source>
        <translation>Conserva nel caso tutto ciò che si sa di questa immagine</translation>
    </message>
    <message>
        <source>Case &amp;hash…</source>
        <translation>&amp;Hash del caso…</translation>
    </message>
    <message>
        <source>Show the hash that proves what is in the case; check one noted earlier</source>
        <translation>Mostra l’hash che prova il contenuto del caso; verificane uno annotato in precedenza</translation>
    </message>
    <message>
        <source>C&amp;lose the case</source>
        <translation>Chiu&amp;di il caso</translation>
    </message>
    <message>
        <source>Go on without a case</source>
        <translation>Continua senza caso</translation>
    </message>
    <message>
        <source>Repor&amp;t…</source>
        <translation>Rappor&amp;to…</translation>
    </message>
    <message>
        <source>Write a report on the case, or on this image, as PDF or HTML</source>
        <translation>Scrivi un rapporto sul caso, o su questa immagine, in PDF o HTML</translation>
    </message>
    <message>
        <source>&amp;Save results…</source>
        <translation>&amp;Salva i risultati…</translation>
    </message>
    <message>
        <source>Save the numbers, views and decision of this image in a folder</source>
        <translation>Salva i numeri, le viste e la decisione di questa immagine in una cartella</translation>
    </message>
    <message>
        <source>Export all &amp;views as PNG…</source>
        <translation>Esporta tutte le &amp;viste come PNG…</translation>
    </message>
    <message>
        <source>Save every view of this image as a PNG file</source>
        <translation>Salva ogni vista di questa immagine come file PNG</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Esci</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Chiude la finestra</translation>
    </message>
    <message>
        <source>&amp;Copy view as image</source>
        <translation>&amp;Copia la vista come immagine</translation>
    </message>
    <message>
        <source>Copy the view under the pointer to the clipboard</source>
        <translation>Copia negli appunti la vista sotto il puntatore</translation>
    </message>
    <message>
        <source>Copy &amp;summary</source>
        <translation>Copia il &amp;riepilogo</translation>
    </message>
    <message>
        <source>Copy verdict, scores and hash of this image as text</source>
        <translation>Copia esito, punteggi e hash di questa immagine come testo</translation>
    </message>
    <message>
        <source>&amp;Filter the list</source>
        <translation>&amp;Filtra l’elenco</translation>
    </message>
    <message>
        <source>Type to show only some of the images</source>
        <translation>Scrivere per mostrare solo alcune delle immagini</translation>
    </message>
    <message>
        <source>Analyse &amp;all in the list</source>
        <translation>Analizza &amp;tutto l’elenco</translation>
    </message>
    <message>
        <source>Analyse the images of the list in the background; off pauses it</source>
        <translation>Analizza in secondo piano le immagini dell’elenco; se disattivato, l’analisi è in pausa</translation>
    </message>
    <message>
        <source>Analyse a&amp;gain</source>
        <translation>Analizza di &amp;nuovo</translation>
    </message>
    <message>
        <source>Read and analyse this image again</source>
        <translation>Legge e analizza di nuovo questa immagine</translation>
    </message>
    <message>
        <source>&amp;Explain</source>
        <translation>&amp;Spiega</translation>
    </message>
    <message>
        <source>Compute maps: which parts of the image moved the scores</source>
        <translation>Calcola le mappe: quali parti dell’immagine hanno spostato i punteggi</translation>
    </message>
    <message>
        <source>&amp;Test maps</source>
        <translation>&amp;Verifica le mappe</translation>
    </message>
    <message>
        <source>Test how faithful the maps are: hide and show the pixels they call important</source>
        <translation>Verifica quanto sono fedeli le mappe: nasconde e mostra i pixel che esse dicono importanti</translation>
    </message>
    <message>
        <source>&amp;Stress test</source>
        <translation>Prova di &amp;robustezza</translation>
    </message>
    <message>
        <source>Change the image in small ways and see whether the verdict holds</source>
        <translation>Altera un poco l’immagine e guarda se l’esito regge</translation>
    </message>
    <message>
        <source>&amp;Judge every face</source>
        <translation>&amp;Giudica ogni volto</translation>
    </message>
    <message>
        <source>Judge each face of the image on its own, and say what that means for the file</source>
        <translation>Giudica ciascun volto dell’immagine per conto suo, e dice che cosa ne segue per il file</translation>
    </message>
    <message>
        <source>Ne&amp;xt face</source>
        <translation>Volto su&amp;ccessivo</translation>
    </message>
    <message>
        <source>Judge the next face of this image</source>
        <translation>Giudica il volto successivo di questa immagine</translation>
    </message>
    <message>
        <source>Pre&amp;vious face</source>
        <translation>Volto &amp;precedente</translation>
    </message>
    <message>
        <source>Judge the previous face, or the picture as a whole</source>
        <translation>Giudica il volto precedente, o l’immagine intera</translation>
    </message>
    <message>
        <source>&amp;Whole picture</source>
        <translation>&amp;Immagine intera</translation>
    </message>
    <message>
        <source>Go back from a face to the picture as a whole</source>
        <translation>Torna da un volto all’immagine nel suo insieme</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annulla</translation>
    </message>
    <message>
        <source>Stop the running work</source>
        <translation>Ferma il lavoro in corso</translation>
    </message>
    <message>
        <source>&amp;1 pane</source>
        <translation>&amp;1 riquadro</translation>
    </message>
    <message>
        <source>Show one view</source>
        <translation>Mostra una vista</translation>
    </message>
    <message>
        <source>&amp;2 panes</source>
        <translation>&amp;2 riquadri</translation>
    </message>
    <message>
        <source>Show two views side by side</source>
        <translation>Mostra due viste affiancate</translation>
    </message>
    <message>
        <source>&amp;4 panes</source>
        <translation>&amp;4 riquadri</translation>
    </message>
    <message>
        <source>Show four views</source>
        <translation>Mostra quattro viste</translation>
    </message>
    <message>
        <source>&amp;6 panes</source>
        <translation>&amp;6 riquadri</translation>
    </message>
    <message>
        <source>Show all six views</source>
        <translation>Mostra tutte e sei le viste</translation>
    </message>
    <message>
        <source>Original / &amp;processed</source>
        <translation>Originale / &amp;elaborata</translation>
    </message>
    <message>
        <source>Change between the original and the processed view</source>
        <translation>Passa dalla vista originale a quella elaborata e viceversa</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>&amp;Ingrandisci</translation>
    </message>
    <message>
        <source>Zoom all panes in</source>
        <translation>Ingrandisce tutti i riquadri</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>&amp;Riduci</translation>
    </message>
    <message>
        <source>Zoom all panes out</source>
        <translation>Riduce tutti i riquadri</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Adatta</translation>
    </message>
    <message>
        <source>Show the whole image</source>
        <translation>Mostra l’immagine intera</translation>
    </message>
    <message>
        <source>&amp;Actual size (1:1)</source>
        <translation>&amp;Dimensione effettiva (1:1)</translation>
    </message>
    <message>
        <source>Show one pixel of the image as one of the screen</source>
        <translation>Mostra ogni pixel dell’immagine come uno dello schermo</translation>
    </message>
    <message>
        <source>&amp;Loupe</source>
        <translation>&amp;Lente</translation>
    </message>
    <message>
        <source>Enlarge what is under the pointer, in all panes</source>
        <translation>Ingrandisce ciò che è sotto il puntatore, in tutti i riquadri</translation>
    </message>
    <message>
        <source>C&amp;rosshair</source>
        <translation>&amp;Mirino</translation>
    </message>
    <message>
        <source>Mark the pixel under the pointer in all panes</source>
        <translation>Segna in tutti i riquadri il pixel sotto il puntatore</translation>
    </message>
    <message>
        <source>O&amp;utlines instead of colours</source>
        <translation>C&amp;ontorni invece dei colori</translation>
    </message>
    <message>
        <source>Draw the borders of the classes and leave the picture as it is</source>
        <translation>Disegna i bordi delle classi e lascia l’immagine com’è</translation>
    </message>
    <message>
        <source>Face bo&amp;xes</source>
        <translation>&amp;Cornici dei volti</translation>
    </message>
    <message>
        <source>Show boxes with numbers on the faces of an image with several</source>
        <translation>Mostra cornici numerate sui volti di un’immagine che ne ha più d’uno</translation>
    </message>
    <message>
        <source>&amp;Next image</source>
        <translation>Immagine &amp;successiva</translation>
    </message>
    <message>
        <source>Go to the next image of the list</source>
        <translation>Va all’immagine successiva dell’elenco</translation>
    </message>
    <message>
        <source>Pre&amp;vious image</source>
        <translation>Immagine &amp;precedente</translation>
    </message>
    <message>
        <source>Go to the previous image of the list</source>
        <translation>Va all’immagine precedente dell’elenco</translation>
    </message>
    <message>
        <source>Look at images one by one</source>
        <translation>Esamina le immagini una per una</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>&amp;Batch</translation>
    </message>
    <message>
        <source>Scan all files of a folder into a CSV</source>
        <translation>Scansiona tutti i file di una cartella in un CSV</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>A&amp;ddestramento</translation>
    </message>
    <message>
        <source>Train and compare models</source>
        <translation>Addestra e confronta modelli</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Come il s&amp;istema</translation>
    </message>
    <message>
        <source>Light or dark as the system is</source>
        <translation>Chiaro o scuro come il sistema</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Chiaro</translation>
    </message>
    <message>
        <source>Dark text on light grey</source>
        <translation>Testo scuro su grigio chiaro</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Scuro</translation>
    </message>
    <message>
        <source>Light text on dark grey</source>
        <translation>Testo chiaro su grigio scuro</translation>
    </message>
    <message>
        <source>&amp;Evidence</source>
        <translation>&amp;Reperti</translation>
    </message>
    <message>
        <source>Go to the list of images</source>
        <translation>Va all’elenco delle immagini</translation>
    </message>
    <message>
        <source>&amp;Verdict</source>
        <translation>&amp;Esito</translation>
    </message>
    <message>
        <source>Go to the verdict</source>
        <translation>Va all’esito</translation>
    </message>
    <message>
        <source>E&amp;xplanation</source>
        <translation>&amp;Spiegazione</translation>
    </message>
    <message>
        <source>Go to the explanation</source>
        <translation>Va alla spiegazione</translation>
    </message>
    <message>
        <source>&amp;Provenance</source>
        <translation>&amp;Provenienza</translation>
    </message>
    <message>
        <source>Go to what the file tells</source>
        <translation>Va a ciò che il file dichiara</translation>
    </message>
    <message>
        <source>&amp;Stress</source>
        <translation>R&amp;obustezza</translation>
    </message>
    <message>
        <source>Go to the stress test</source>
        <translation>Va alla prova di robustezza</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>&amp;Note</translation>
    </message>
    <message>
        <source>Go to your decision and notes</source>
        <translation>Va alla decisione e alle note</translation>
    </message>
    <message>
        <source>Reset the la&amp;yout</source>
        <translation>Ripristina la disposi&amp;zione</translation>
    </message>
    <message>
        <source>Put all panels where they were at first</source>
        <translation>Rimette tutti i pannelli dov’erano all’inizio</translation>
    </message>
    <message>
        <source>Command &amp;palette…</source>
        <translation>Tavolozza dei &amp;comandi…</translation>
    </message>
    <message>
        <source>Find a command by typing a few of its letters</source>
        <translation>Trova un comando scrivendo alcune delle sue lettere</translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts…</source>
        <translation>&amp;Scorciatoie da tastiera…</translation>
    </message>
    <message>
        <source>See and change the keys of every command</source>
        <translation>Mostra e cambia i tasti di ogni comando</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Impostazioni…</translation>
    </message>
    <message>
        <source>Choose device, models, colours, theme and language</source>
        <translation>Scelta di dispositivo, modelli, colori, tema e lingua</translation>
    </message>
    <message>
        <source>User &amp;guide</source>
        <translation>&amp;Guida all’uso</translation>
    </message>
    <message>
        <source>Read how to use the program</source>
        <translation>Come usare il programma</translation>
    </message>
    <message>
        <source>&amp;About and diagnosis…</source>
        <translation>&amp;Informazioni e diagnosi…</translation>
    </message>
    <message>
        <source>Version, licence, devices, models and what is wrong</source>
        <translation>Versione, licenza, dispositivi, modelli e che cosa non va</translation>
    </message>
    <message>
        <source>Drop face photos or a folder here, or open one</source>
        <translation>Trascinare qui foto di volti o una cartella</translation>
    </message>
    <message>
        <source>Images are only read, never changed, and never leave this computer: the program uses no network.</source>
        <translation>Le immagini vengono solo lette, mai modificate, e non lasciano mai questo computer: il programma non usa la rete.</translation>
    </message>
    <message>
        <source>Loading the models…</source>
        <translation>Caricamento dei modelli…</translation>
    </message>
    <message>
        <source>The networks run on the {device}; no NVIDIA GPU is in use. That is enough: one image takes well under a second.</source>
        <translation>Le reti girano su {device}; nessuna GPU NVIDIA è in uso. È sufficiente: un’immagine richiede ben meno di un secondo.</translation>
    </message>
    <message>
        <source>The networks run on the {device}.</source>
        <translation>Le reti girano su {device}.</translation>
    </message>
    <message>
        <source>Open images…</source>
        <translation>Apri immagini…</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Apri una cartella…</translation>
    </message>
    <message>
        <source>Try a sample</source>
        <translation>Prova un esempio</translation>
    </message>
    <message>
        <source>Look again for models</source>
        <translation>Cerca di nuovo i modelli</translation>
    </message>
    <message>
        <source>No usable models</source>
        <translation>Nessun modello utilizzabile</translation>
    </message>
    <message>
        <source>As added</source>
        <translation>Come aggiunte</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Cartella</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Esito</translation>
    </message>
    <message>
        <source>With
background</source>
        <translation>Con
sfondo</translation>
    </message>
    <message>
        <source>Without
background</source>
        <translation>Senza
sfondo</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Scarto</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Secondi</translation>
    </message>
    <message>
        <source>The file, seen from the folder that is scanned</source>
        <translation>Il file, visto dalla cartella che si scansiona</translation>
    </message>
    <message>
        <source>Which of the faces in the file; whole: all of the file</source>
        <translation>Quale dei volti nel file; intero: tutto il file</translation>
    </message>
    <message>
        <source>Whether the file could be judged</source>
        <translation>Se il file ha potuto essere giudicato</translation>
    </message>
    <message>
        <source>Generated, real or inconclusive</source>
        <translation>Generato, reale o non conclusivo</translation>
    </message>
    <message>
        <source>Score of the classifier that sees the background</source>
        <translation>Punteggio del classificatore che vede lo sfondo</translation>
    </message>
    <message>
        <source>Score of the classifier that does not see the background</source>
        <translation>Punteggio del classificatore che non vede lo sfondo</translation>
    </message>
    <message>
        <source>By how much the background moves the score</source>
        <translation>Di quanto lo sfondo sposta il punteggio</translation>
    </message>
    <message>
        <source>Why there is no verdict, or why it is inconclusive</source>
        <translation>Perché non c’è un esito, o perché è non conclusivo</translation>
    </message>
    <message>
        <source>Time spent on the file, s</source>
        <translation>Tempo impiegato per il file, s</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Errore</translation>
    </message>
    <message>
        <source>Writing the CSV</source>
        <translation>Scrittura del CSV</translation>
    </message>
    <message>
        <source>Listing files, {count} found</source>
        <translation>Ricerca dei file, {count} trovati</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>Score with background</source>
        <translation>Punteggio con sfondo</translation>
    </message>
    <message>
        <source>Score without background</source>
        <translation>Punteggio senza sfondo</translation>
    </message>
    <message>
        <source>Either score</source>
        <translation>Uno dei due punteggi</translation>
    </message>
    <message>
        <source>With background</source>
        <translation>Con sfondo</translation>
    </message>
    <message>
        <source>Without background</source>
        <translation>Senza sfondo</translation>
    </message>
    <message>
        <source>Show only the images of the verdicts pressed</source>
        <translation>Mostra solo le immagini con gli esiti premuti</translation>
    </message>
    <message>
        <source>Show only the rows of what is pressed</source>
        <translation>Mostra solo le righe di ciò che è premuto</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Filtra per nome</translation>
    </message>
    <message>
        <source>{word}: {count}</source>
        <translation>{word}: {count}</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Ordina per</translation>
    </message>
    <message>
        <source>Lowest score shown</source>
        <translation>Punteggio minimo mostrato</translation>
    </message>
    <message>
        <source>Highest score shown</source>
        <translation>Punteggio massimo mostrato</translation>
    </message>
    <message>
        <source>Which score</source>
        <translation>Quale punteggio</translation>
    </message>
    <message>
        <source>File names a generator</source>
        <translation>Il file indica un generatore</translation>
    </message>
    <message>
        <source>Show only files whose metadata or Content Credentials name an image generator</source>
        <translation>Mostra solo i file i cui metadati o Content Credentials indicano un generatore di immagini</translation>
    </message>
    <message>
        <source>Score range on</source>
        <translation>Intervallo attivo</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>Altri filtri</translation>
    </message>
    <message>
        <source>Sorted downwards; press to turn round</source>
        <translation>Ordine decrescente; premere per invertire</translation>
    </message>
    <message>
        <source>Sorted upwards; press to turn round</source>
        <translation>Ordine crescente; premere per invertire</translation>
    </message>
    <message>
        <source>Analysing {name}</source>
        <translation>Analisi di {name}</translation>
    </message>
    <message>
        <source>Evidence list</source>
        <translation>Elenco dei reperti</translation>
    </message>
    <message>
        <source>The preview</source>
        <translation>L’anteprima</translation>
    </message>
    <message>
        <source>No images listed yet. Open an image or a folder, or drop them here.</source>
        <translation>Ancora nessuna immagine in elenco. Aprire un’immagine o una cartella, oppure trascinarle qui.</translation>
    </message>
    <message>
        <source>None of the images listed passes the filter.</source>
        <translation>Nessuna immagine in elenco supera il filtro.</translation>
    </message>
    <message>
        <source>1 generated</source>
        <translation>1 generato</translation>
    </message>
    <message>
        <source>1 inconclusive</source>
        <translation>1 non conclusivo</translation>
    </message>
    <message>
        <source>1 real</source>
        <translation>1 reale</translation>
    </message>
    <message>
        <source>1 not applicable</source>
        <translation>1 non applicabile</translation>
    </message>
    <message>
        <source>1 not readable</source>
        <translation>1 illeggibile</translation>
    </message>
    <message>
        <source>1 waiting</source>
        <translation>1 in attesa</translation>
    </message>
    <message>
        <source>{n:,} generated</source>
        <translation>{n:,} generati</translation>
    </message>
    <message>
        <source>{n:,} inconclusive</source>
        <translation>{n:,} non conclusivi</translation>
    </message>
    <message>
        <source>{n:,} real</source>
        <translation>{n:,} reali</translation>
    </message>
    <message>
        <source>{n:,} not applicable</source>
        <translation>{n:,} non applicabili</translation>
    </message>
    <message>
        <source>{n:,} not readable</source>
        <translation>{n:,} illeggibili</translation>
    </message>
    <message>
        <source>{n:,} waiting</source>
        <translation>{n:,} in attesa</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Azzera il filtro</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Copia il percorso</translation>
    </message>
    <message>
        <source>Copy SHA-256</source>
        <translation>Copia lo SHA-256</translation>
    </message>
    <message>
        <source>Analyse again</source>
        <translation>Analizza di nuovo</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Togli dall’elenco</translation>
    </message>
    <message>
        <source>The files stay where they are</source>
        <translation>I file restano dove sono</translation>
    </message>
    <message>
        <source>Shows {shown:,} of {total:,}</source>
        <translation>Mostrate {shown:,} di {total:,}</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 immagine</translation>
    </message>
    <message>
        <source>{n:,} images</source>
        <translation>{n:,} immagini</translation>
    </message>
    <message>
        <source>Images found: {images:,}. Left out: other files {others:,}, hidden {hidden:,}.</source>
        <translation>Immagini trovate: {images:,}. Tralasciati: altri file {others:,}, nascosti {hidden:,}.</translation>
    </message>
    <message>
        <source>Folder {place} could not be read ({reason}); its images are missing from the list. Ask for permission or copy the folder, then add it again.</source>
        <translation>Non è stato possibile leggere la cartella {place} ({reason}); le sue immagini mancano dall’elenco. Chiedere l’autorizzazione o copiare la cartella, poi aggiungerla di nuovo.</translation>
    </message>
    <message>
        <source>{n:,} folders could not be read, the first of them {place} ({reason}); their images are missing from the list. Ask for permission or copy the folders, then add them again.</source>
        <translation>Non è stato possibile leggere {n:,} cartelle, la prima delle quali è {place} ({reason}); le loro immagini mancano dall’elenco. Chiedere l’autorizzazione o copiare le cartelle, poi aggiungerle di nuovo.</translation>
    </message>
    <message>
        <source>Listing images, {n:,} found</source>
        <translation>Ricerca delle immagini, {n:,} trovate</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>Generato</translation>
    </message>
    <message>
        <source>Inconclusive</source>
        <translation>Non conclusivo</translation>
    </message>
    <message>
        <source>Real</source>
        <translation>Reale</translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation>Non applicabile</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Illeggibile</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>In attesa</translation>
    </message>
    <message>
        <source>Score with background {with_background}, without background {without_background}.</source>
        <translation>Punteggio con sfondo {with_background}, senza sfondo {without_background}.</translation>
    </message>
    <message>
        <source>The file says that a generator made it</source>
        <translation>Il file dichiara di essere stato prodotto da un generatore</translation>
    </message>
    <message>
        <source>Decision recorded</source>
        <translation>Decisione registrata</translation>
    </message>
    <message>
        <source>Copied: {title}</source>
        <translation>Copiata: {title}</translation>
    </message>
    <message>
        <source>Choose a folder for the files</source>
        <translation>Scegliere una cartella per i file</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Salvataggio</translation>
    </message>
    <message>
        <source>{count} files written to {folder}</source>
        <translation>{count} file scritti in {folder}</translation>
    </message>
    <message>
        <source>Files are there already</source>
        <translation>I file ci sono già</translation>
    </message>
    <message>
        <source>These files are in the folder already:</source>
        <translation>Questi file sono già nella cartella:</translation>
    </message>
    <message>
        <source>The folder holds evidence, where nothing is replaced. These are there already:</source>
        <translation>La cartella contiene reperti, e lì non si sostituisce nulla. Ci sono già:</translation>
    </message>
    <message>
        <source>Save as “{name}…”</source>
        <translation>Salva come “{name}…”</translation>
    </message>
    <message>
        <source>Replace them</source>
        <translation>Sostituiscili</translation>
    </message>
    <message>
        <source>background</source>
        <translation>sfondo</translation>
    </message>
    <message>
        <source>general face</source>
        <translation>volto</translation>
    </message>
    <message>
        <source>left eye</source>
        <translation>occhio sinistro</translation>
    </message>
    <message>
        <source>right eye</source>
        <translation>occhio destro</translation>
    </message>
    <message>
        <source>nose</source>
        <translation>naso</translation>
    </message>
    <message>
        <source>lips</source>
        <translation>labbra</translation>
    </message>
    <message>
        <source>hair</source>
        <translation>capelli</translation>
    </message>
    <message>
        <source>left eyebrow</source>
        <translation>sopracciglio sinistro</translation>
    </message>
    <message>
        <source>right eyebrow</source>
        <translation>sopracciglio destro</translation>
    </message>
    <message>
        <source>left ear</source>
        <translation>orecchio sinistro</translation>
    </message>
    <message>
        <source>right ear</source>
        <translation>orecchio destro</translation>
    </message>
    <message>
        <source>teeth</source>
        <translation>denti</translation>
    </message>
    <message>
        <source>facial hair</source>
        <translation>barba e baffi</translation>
    </message>
    <message>
        <source>specs</source>
        <translation>occhiali</translation>
    </message>
    <message>
        <source>eyes</source>
        <translation>occhi</translation>
    </message>
    <message>
        <source>eyebrows</source>
        <translation>sopracciglia</translation>
    </message>
    <message>
        <source>ears</source>
        <translation>orecchie</translation>
    </message>
    <message>
        <source>The left and right eyes were counted together.</source>
        <translation>L’occhio sinistro e il destro sono stati contati insieme.</translation>
    </message>
    <message>
        <source>The left and right eyebrows were counted together.</source>
        <translation>Il sopracciglio sinistro e il destro sono stati contati insieme.</translation>
    </message>
    <message>
        <source>The left and right ears were counted together.</source>
        <translation>L’orecchio sinistro e il destro sono stati contati insieme.</translation>
    </message>
    <message>
        <source>The classifiers contradict each other: with background generated, without background real.</source>
        <translation>I classificatori si contraddicono: con sfondo generato, senza sfondo reale.</translation>
    </message>
    <message>
        <source>Only the classifier with background decides; the other lies between its limits.</source>
        <translation>Decide solo il classificatore con sfondo; l’altro si trova tra i suoi limiti.</translation>
    </message>
    <message>
        <source>The classifiers contradict each other: with background real, without background generated.</source>
        <translation>I classificatori si contraddicono: con sfondo reale, senza sfondo generato.</translation>
    </message>
    <message>
        <source>Only the classifier without background decides; the other lies between its limits.</source>
        <translation>Decide solo il classificatore senza sfondo; l’altro si trova tra i suoi limiti.</translation>
    </message>
    <message>
        <source>Both scores lie between the limits within which neither decides.</source>
        <translation>Entrambi i punteggi si trovano tra i limiti entro i quali nessuno dei due decide.</translation>
    </message>
    <message>
        <source>No face found; use a picture that shows a face from the front or half side, or crop the picture to it.</source>
        <translation>Nessun volto trovato; usare un’immagine che mostri un volto di fronte o di tre quarti, oppure ritagliarla sul volto.</translation>
    </message>
    <message>
        <source>No plausible face found: something like a face is there, but not skin, eyes and nose as a face has them; use a picture that shows an upright face from the front or half side.</source>
        <translation>Nessun volto plausibile trovato: c’è qualcosa di simile a un volto, ma non pelle, occhi e naso come li ha un volto; usare un’immagine che mostri un volto diritto, di fronte o di tre quarti.</translation>
    </message>
    <message>
        <source>No photographed face found: its surface is even like that of a drawing or grey like stone; use a photo of a person.</source>
        <translation>Nessun volto fotografato trovato: la superficie è uniforme come in un disegno o grigia come la pietra; usare la foto di una persona.</translation>
    </message>
    <message>
        <source>Framed too tightly for the verdict &quot;real&quot;: the edge of the picture cuts the face off; use the picture before it was cropped.</source>
        <translation>Inquadratura troppo stretta per il verdetto «reale»: il bordo dell’immagine taglia il volto; usare l’immagine prima del ritaglio.</translation>
    </message>
    <message>
        <source>The analysis failed inside the program; run &apos;gng-desktop doctor&apos; and retry.</source>
        <translation>L’analisi è fallita all’interno del programma; eseguire “gng-desktop doctor” e riprovare.</translation>
    </message>
    <message>
        <source>No face was judged, so there is nothing that could support anything.</source>
        <translation>Nessun volto è stato giudicato, quindi non c’è nulla che possa sostenere alcunché.</translation>
    </message>
    <message>
        <source>The strength of the support cannot be told, because test figures of the models are missing; publish them anew with &apos;gng-desktop models add&apos;.</source>
        <translation>La forza del supporto non si può indicare, perché mancano i risultati di test dei modelli; pubblicarli di nuovo con “gng-desktop models add”.</translation>
    </message>
    <message>
        <source>The verdict &quot;generated&quot; survives every one of the 15 changes tested.</source>
        <translation>L’esito “generato” resiste a tutte le 15 alterazioni provate.</translation>
    </message>
    <message>
        <source>The verdict &quot;real&quot; survives every one of the 15 changes tested.</source>
        <translation>L’esito “reale” resiste a tutte le 15 alterazioni provate.</translation>
    </message>
    <message>
        <source>The verdict &quot;inconclusive&quot; survives every one of the 15 changes tested.</source>
        <translation>L’esito “non conclusivo” resiste a tutte le 15 alterazioni provate.</translation>
    </message>
    <message>
        <source>Weights derive from non-commercial research data (CelebA-HQ, FFHQ): research use only.</source>
        <translation>I pesi derivano da dati di ricerca non commerciali (CelebA-HQ, FFHQ): uso per sola ricerca.</translation>
    </message>
    <message>
        <source>Facial hair was learned from beards and moustaches of some 90 small photos alone, and no test mask labels it: it is often called skin.</source>
        <translation>Barba e baffi sono stati appresi soltanto da una novantina di piccole foto, e nessuna maschera di test li segna: spesso vengono presi per pelle.</translation>
    </message>
    <message>
        <source>Seven in a hundred of the training masks have left and right exchanged, and so have those of the test split: eyes, eyebrows and ears are told apart better than their IoU says.</source>
        <translation>In sette maschere di addestramento su cento destra e sinistra sono scambiate, e così in quelle di test: occhi, sopracciglia e orecchie vengono distinti meglio di quanto dica la loro IoU.</translation>
    </message>
    <message>
        <source>Trained mostly on frontal and half-side faces; profiles are unreliable.</source>
        <translation>Addestrato soprattutto su volti di fronte e di tre quarti; i profili sono inaffidabili.</translation>
    </message>
    <message>
        <source>Knows StyleGAN and StyleGAN2 faces only: a low score does not rule out other generators, diffusion models above all.</source>
        <translation>Conosce solo volti StyleGAN e StyleGAN2: un punteggio basso non esclude altri generatori, in primo luogo i modelli di diffusione.</translation>
    </message>
    <message>
        <source>Out of scope is said of pictures that differ grossly from photos of faces (drawings, noise); an unseen generator&apos;s faces mostly pass as in scope.</source>
        <translation>Fuori ambito si dice delle immagini molto diverse da foto di volti (disegni, rumore); i volti di un generatore mai visto risultano per lo più nell’ambito.</translation>
    </message>
    <message>
        <source>Trained on square pictures framed around one face; other framings are outside of what was measured.</source>
        <translation>Addestrato su immagini quadrate inquadrate intorno a un solo volto; altre inquadrature non rientrano in ciò che è stato misurato.</translation>
    </message>
    <message>
        <source>The whole picture is reduced to 224 x 224 px: traces finer than that are not seen.</source>
        <translation>L’intera immagine viene ridotta a 224 x 224 px: le tracce più fini non si vedono.</translation>
    </message>
    <message>
        <source>Judges what the segmenter left over: a wrong mask misleads it.</source>
        <translation>Giudica ciò che il segmentatore ha lasciato: una maschera sbagliata lo inganna.</translation>
    </message>
    <message>
        <source>SHAP maps</source>
        <translation>Mappe SHAP</translation>
    </message>
    <message>
        <source>Grad-CAM with background</source>
        <translation>Grad-CAM con sfondo</translation>
    </message>
    <message>
        <source>Grad-CAM without background</source>
        <translation>Grad-CAM senza sfondo</translation>
    </message>
    <message>
        <source>Full-Grad with background</source>
        <translation>Full-Grad con sfondo</translation>
    </message>
    <message>
        <source>Full-Grad without background</source>
        <translation>Full-Grad senza sfondo</translation>
    </message>
    <message>
        <source>Attention with background</source>
        <translation>Attenzione con sfondo</translation>
    </message>
    <message>
        <source>Attention without background</source>
        <translation>Attenzione senza sfondo</translation>
    </message>
    <message>
        <source>Testing the map</source>
        <translation>Verifica della mappa</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Lettura del file</translation>
    </message>
    <message>
        <source>Hashing the file</source>
        <translation>Calcolo degli hash del file</translation>
    </message>
    <message>
        <source>Reading the metadata</source>
        <translation>Lettura dei metadati</translation>
    </message>
    <message>
        <source>Reading the embedded thumbnail</source>
        <translation>Lettura della miniatura incorporata</translation>
    </message>
    <message>
        <source>Reading Content Credentials</source>
        <translation>Lettura delle Content Credentials</translation>
    </message>
    <message>
        <source>This is a folder, not an image file; choose a file inside it.</source>
        <translation>Questa è una cartella, non un file di immagine; scegliere un file al suo interno.</translation>
    </message>
    <message>
        <source>This is a device or pipe, not an image file; choose a regular file.</source>
        <translation>Questo è un dispositivo o una pipe, non un file di immagine; scegliere un file normale.</translation>
    </message>
    <message>
        <source>The file does not exist; check its name and place.</source>
        <translation>Il file non esiste; controllarne nome e posizione.</translation>
    </message>
    <message>
        <source>The file may not be read by this user; ask for permission or copy it.</source>
        <translation>Questo utente non può leggere il file; chiedere l’autorizzazione o copiarlo.</translation>
    </message>
    <message>
        <source>The file is empty (0 bytes); obtain another copy of the file.</source>
        <translation>Il file è vuoto (0 byte); procurarsi un’altra copia del file.</translation>
    </message>
    <message>
        <source>The image holds more pixels than can safely be decoded; scale a copy down.</source>
        <translation>L’immagine ha più pixel di quanti se ne possano decodificare senza rischi; ridurne una copia.</translation>
    </message>
    <message>
        <source>The image stores 32-bit integer values, which have no fixed brightness scale; export a copy with 8 or 16 bits per channel.</source>
        <translation>L’immagine contiene valori interi a 32 bit, che non hanno una scala di luminosità fissa; esportarne una copia con 8 o 16 bit per canale.</translation>
    </message>
    <message>
        <source>The image stores floating-point values, which have no fixed brightness scale; export a copy with 8 or 16 bits per channel.</source>
        <translation>L’immagine contiene valori in virgola mobile, che non hanno una scala di luminosità fissa; esportarne una copia con 8 o 16 bit per canale.</translation>
    </message>
    <message>
        <source>The image stores L*a*b* values, which have no fixed brightness scale; export a copy with 8 or 16 bits per channel.</source>
        <translation>L’immagine contiene valori L*a*b*, che non hanno una scala di luminosità fissa; esportarne una copia con 8 o 16 bit per canale.</translation>
    </message>
    <message>
        <source>The sample image did not come with this installation; install the program again or open an image of your own.</source>
        <translation>L’immagine di esempio non è compresa in questa installazione; installare di nuovo il programma o aprire un’immagine propria.</translation>
    </message>
    <message>
        <source>This image could not be read, so there are no views to export.</source>
        <translation>Non è stato possibile leggere questa immagine, quindi non ci sono viste da esportare.</translation>
    </message>
    <message>
        <source>The memory does not suffice; close other programs.</source>
        <translation>La memoria non basta; chiudere altri programmi.</translation>
    </message>
    <message>
        <source>No Content Credentials.</source>
        <translation>Content Credentials: nessuna.</translation>
    </message>
    <message>
        <source>Content Credentials were not read.</source>
        <translation>Le Content Credentials non sono state lette.</translation>
    </message>
    <message>
        <source>There may be Content Credentials; not read, because the package c2pa-python is not installed or does not load.</source>
        <translation>Potrebbero esserci Content Credentials; non lette, perché il pacchetto c2pa-python non è installato o non si carica.</translation>
    </message>
    <message>
        <source>There may be Content Credentials; not read, because they are not defined for BMP files.</source>
        <translation>Potrebbero esserci Content Credentials; non lette, perché non sono definite per i file BMP.</translation>
    </message>
    <message>
        <source>There may be Content Credentials; not read, because they are not defined for JPEG2000 files.</source>
        <translation>Potrebbero esserci Content Credentials; non lette, perché non sono definite per i file JPEG2000.</translation>
    </message>
    <message>
        <source>There may be Content Credentials; not read, because they are not defined for PPM files.</source>
        <translation>Potrebbero esserci Content Credentials; non lette, perché non sono definite per i file PPM.</translation>
    </message>
    <message>
        <source>The signature itself fits and the bytes it covers are unchanged since they were signed.</source>
        <translation>La firma in sé è corretta e i byte che copre sono invariati dalla firma.</translation>
    </message>
    <message>
        <source>A CAWG identity assertion names who stands behind the content; this program does not check it.</source>
        <translation>Un’asserzione di identità CAWG indica chi è responsabile del contenuto; questo programma non la verifica.</translation>
    </message>
    <message>
        <source>The signature is valid and the bytes it covers are unchanged since they were signed. The signer&apos;s certificate leads to a trust list.</source>
        <translation>La firma è valida e i byte che copre sono invariati da quando sono stati firmati. Il certificato del firmatario porta a un elenco di fiducia.</translation>
    </message>
    <message>
        <source>The signature is valid and the bytes it covers are unchanged since they were signed. The signer is not in a trust list here (this program has none), so who signed is only what the certificate says.</source>
        <translation>La firma è valida e i byte che copre sono invariati da quando sono stati firmati. Il firmatario non è in un elenco di fiducia disponibile qui (questo programma non ne ha), quindi chi abbia firmato è solo ciò che dice il certificato.</translation>
    </message>
    <message>
        <source>The signature is valid and that it belongs to these bytes was not confirmed. The signer&apos;s certificate leads to a trust list.</source>
        <translation>La firma è valida, ma non è stato confermato che appartenga a questi byte. Il certificato del firmatario porta a un elenco di fiducia.</translation>
    </message>
    <message>
        <source>The signature is valid and that it belongs to these bytes was not confirmed. The signer is not in a trust list here (this program has none), so who signed is only what the certificate says.</source>
        <translation>La firma è valida, ma non è stato confermato che appartenga a questi byte. Il firmatario non è in un elenco di fiducia disponibile qui (questo programma non ne ha), quindi chi abbia firmato è solo ciò che dice il certificato.</translation>
    </message>
    <message>
        <source>the signature over the claim is valid</source>
        <translation>la firma della dichiarazione (claim) è valida</translation>
    </message>
    <message>
        <source>the certificate is in force now; no time stamp shows when it was signed</source>
        <translation>il certificato è valido ora; nessuna marca temporale mostra quando è stato firmato</translation>
    </message>
    <message>
        <source>the certificate was in force at the time stamped</source>
        <translation>il certificato era valido alla data della marca temporale</translation>
    </message>
    <message>
        <source>no time stamp shows when it was signed, so whether the certificate was in force then is not known</source>
        <translation>nessuna marca temporale mostra quando è stato firmato, quindi non si sa se il certificato fosse allora valido</translation>
    </message>
    <message>
        <source>the certificate is not in force now, and no time stamp shows when it was signed</source>
        <translation>il certificato non è valido ora e nessuna marca temporale mostra quando è stato firmato</translation>
    </message>
    <message>
        <source>the certificate was not in force at the time stamped</source>
        <translation>il certificato non era valido alla data della marca temporale</translation>
    </message>
    <message>
        <source>the signer&apos;s certificate has expired, and no time stamp shows when it was signed</source>
        <translation>il certificato del firmatario è scaduto e nessuna marca temporale mostra quando è stato firmato</translation>
    </message>
    <message>
        <source>the signer&apos;s certificate had expired at the time stamped</source>
        <translation>il certificato del firmatario era scaduto alla data della marca temporale</translation>
    </message>
    <message>
        <source>the file&apos;s bytes do not match the signed hash</source>
        <translation>i byte del file non corrispondono all’hash firmato</translation>
    </message>
    <message>
        <source>the part of the file that the signed hash leaves out is not where the manifest stands</source>
        <translation>la parte del file esclusa dall’hash firmato non è quella in cui si trova il manifesto</translation>
    </message>
    <message>
        <source>the hash over the rest of the file matches</source>
        <translation>l’hash sul resto del file corrisponde</translation>
    </message>
    <message>
        <source>the assertion with the file&apos;s hash is malformed</source>
        <translation>l’asserzione con l’hash del file è malformata</translation>
    </message>
    <message>
        <source>comments</source>
        <translation>commenti</translation>
    </message>
    <message>
        <source>text chunks</source>
        <translation>blocchi di testo</translation>
    </message>
    <message>
        <source>text hidden in the lowest bits</source>
        <translation>testo nascosto nei bit meno significativi</translation>
    </message>
    <message>
        <source>XML boxes</source>
        <translation>box XML</translation>
    </message>
    <message>
        <source>the maker&apos;s note</source>
        <translation>la nota del produttore (MakerNote)</translation>
    </message>
    <message>
        <source>the directories of further pages</source>
        <translation>le directory delle altre pagine</translation>
    </message>
    <message>
        <source>The file is cut short: the mark that ends an image is missing, and perhaps a part of the image.</source>
        <translation>Il file è troncato: manca il segno che chiude un’immagine, e forse una parte dell’immagine.</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>un archivio ZIP</translation>
    </message>
    <message>
        <source>an empty ZIP archive</source>
        <translation>un archivio ZIP vuoto</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation>un archivio RAR</translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <translation>un archivio 7-Zip</translation>
    </message>
    <message>
        <source>gzip data</source>
        <translation>dati gzip</translation>
    </message>
    <message>
        <source>bzip2 data</source>
        <translation>dati bzip2</translation>
    </message>
    <message>
        <source>xz data</source>
        <translation>dati xz</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>un documento PDF</translation>
    </message>
    <message>
        <source>a Matroska or WebM video</source>
        <translation>un video Matroska o WebM</translation>
    </message>
    <message>
        <source>a program (ELF)</source>
        <translation>un programma (ELF)</translation>
    </message>
    <message>
        <source>a program (Windows)</source>
        <translation>un programma (Windows)</translation>
    </message>
    <message>
        <source>an MP3 recording</source>
        <translation>una registrazione MP3</translation>
    </message>
    <message>
        <source>an Ogg recording</source>
        <translation>una registrazione Ogg</translation>
    </message>
    <message>
        <source>an XMP packet</source>
        <translation>un pacchetto XMP</translation>
    </message>
    <message>
        <source>XML text</source>
        <translation>testo XML</translation>
    </message>
    <message>
        <source>a PHP script</source>
        <translation>uno script PHP</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>un documento Photoshop</translation>
    </message>
    <message>
        <source>a phone&apos;s own data (Samsung)</source>
        <translation>dati propri di un telefono (Samsung)</translation>
    </message>
    <message>
        <source>a video (motion photo)</source>
        <translation>un video (foto in movimento)</translation>
    </message>
    <message>
        <source>text</source>
        <translation>testo</translation>
    </message>
    <message>
        <source>data of an unknown kind</source>
        <translation>dati di tipo sconosciuto</translation>
    </message>
    <message>
        <source>a video (MP4 or QuickTime), as phones add to a picture (motion photo)</source>
        <translation>un video (MP4 o QuickTime), come quelli che i telefoni aggiungono a una foto (foto in movimento)</translation>
    </message>
    <message>
        <source>remains of an earlier, larger PNG file that was written over: the picture was perhaps cropped or painted over, and parts of what it showed before may be recovered (aCropalypse, CVE-2023-21036)</source>
        <translation>resti di un file PNG precedente e più grande, sovrascritto: l’immagine è stata forse ritagliata o coperta, e parti di ciò che mostrava prima possono essere recuperate (aCropalypse, CVE-2023-21036)</translation>
    </message>
    <message>
        <source>remains of an earlier, larger JPEG file that was written over: the picture was perhaps cropped or painted over, and parts of what it showed before may be recovered (aCropalypse, CVE-2023-21036)</source>
        <translation>resti di un file JPEG precedente e più grande, sovrascritto: l’immagine è stata forse ritagliata o coperta, e parti di ciò che mostrava prima possono essere recuperate (aCropalypse, CVE-2023-21036)</translation>
    </message>
    <message>
        <source>the signature does not fit the claim</source>
        <translation>la firma non corrisponde alla dichiarazione (claim)</translation>
    </message>
    <message>
        <source>Looks at texture: heavy reduction removes it.</source>
        <translation>Osserva la tessitura: una forte riduzione la cancella.</translation>
    </message>
    <message>
        <source>The file is a PDF document, which is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, camera RAW or PPM file.</source>
        <translation>Il file è un documento PDF, che non è un’immagine leggibile da questo programma; convertirne una copia in un file JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, RAW di fotocamera o PPM, o sceglierne uno.</translation>
    </message>
    <message>
        <source>The file is a PostScript file, which is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, camera RAW or PPM file.</source>
        <translation>Il file è un file PostScript, che non è un’immagine leggibile da questo programma; convertirne una copia in un file JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, RAW di fotocamera o PPM, o sceglierne uno.</translation>
    </message>
    <message>
        <source>The file is a Photoshop document, which is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, camera RAW or PPM file.</source>
        <translation>Il file è un documento Photoshop, che non è un’immagine leggibile da questo programma; convertirne una copia in un file JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, RAW di fotocamera o PPM, o sceglierne uno.</translation>
    </message>
    <message>
        <source>The file is a ZIP archive or office document, which is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, camera RAW or PPM file.</source>
        <translation>Il file è un archivio ZIP o un documento d’ufficio, che non è un’immagine leggibile da questo programma; convertirne una copia in un file JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, RAW di fotocamera o PPM, o sceglierne uno.</translation>
    </message>
    <message>
        <source>The file is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, camera RAW or PPM file.</source>
        <translation>Il file non è un’immagine leggibile da questo programma; convertirne una copia in un file JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, RAW di fotocamera o PPM, o sceglierne uno.</translation>
    </message>
    <message>
        <source>The HEIF picture is coded by AVC, which this program does not decode; convert a copy to PNG.</source>
        <translation>L’immagine HEIF è codificata in AVC, che questo programma non decodifica; convertirne una copia in PNG.</translation>
    </message>
    <message>
        <source>The HEIF picture is coded by JPEG 2000, which this program does not decode; convert a copy to PNG.</source>
        <translation>L’immagine HEIF è codificata in JPEG 2000, che questo programma non decodifica; convertirne una copia in PNG.</translation>
    </message>
    <message>
        <source>Another window is recording a decision; try again in a moment.</source>
        <translation>Un’altra finestra sta registrando una decisione; riprovare tra un momento.</translation>
    </message>
    <message>
        <source>There may be Content Credentials; not read, because they are not defined for RAW files.</source>
        <translation>Potrebbero esserci Content Credentials; non lette, perché non sono definite per i file RAW.</translation>
    </message>
    <message>
        <source>the signature is missing</source>
        <translation>manca la firma</translation>
    </message>
    <message>
        <source>the claim is missing</source>
        <translation>manca la dichiarazione (claim)</translation>
    </message>
    <message>
        <source>there is more than one claim</source>
        <translation>c’è più di una dichiarazione (claim)</translation>
    </message>
    <message>
        <source>the claim is malformed</source>
        <translation>la dichiarazione (claim) è malformata</translation>
    </message>
    <message>
        <source>nothing ties the claim to the file&apos;s bytes</source>
        <translation>nulla lega la dichiarazione (claim) ai byte del file</translation>
    </message>
    <message>
        <source>the manifest is missing</source>
        <translation>manca il manifesto</translation>
    </message>
    <message>
        <source>a manifest kept elsewhere was not fetched</source>
        <translation>un manifesto conservato altrove non è stato scaricato</translation>
    </message>
    <message>
        <source>the time stamp is not valid</source>
        <translation>la marca temporale non è valida</translation>
    </message>
    <message>
        <source>the signer&apos;s certificate leads to a trust list</source>
        <translation>il certificato del firmatario porta a un elenco di fiducia</translation>
    </message>
    <message>
        <source>the signer is not in a trust list here</source>
        <translation>il firmatario non è in un elenco di fiducia disponibile qui</translation>
    </message>
    <message>
        <source>the signer&apos;s certificate is not of the kind asked for</source>
        <translation>il certificato del firmatario non è del tipo richiesto</translation>
    </message>
    <message>
        <source>whether the certificate was revoked was not asked: that takes the network</source>
        <translation>non è stato chiesto se il certificato sia stato revocato: serve la rete</translation>
    </message>
    <message>
        <source>the certificate was not revoked when it was signed</source>
        <translation>il certificato non era revocato al momento della firma</translation>
    </message>
    <message>
        <source>the certificate was revoked</source>
        <translation>il certificato è stato revocato</translation>
    </message>
    <message>
        <source>whether the certificate was revoked is not known</source>
        <translation>non si sa se il certificato sia stato revocato</translation>
    </message>
    <message>
        <source>the time stamp fits the signature</source>
        <translation>la marca temporale corrisponde alla firma</translation>
    </message>
    <message>
        <source>the time stamp comes from a trusted authority</source>
        <translation>la marca temporale viene da un’autorità fidata</translation>
    </message>
    <message>
        <source>the time stamp&apos;s authority is not in a trust list here</source>
        <translation>l’autorità della marca temporale non è in un elenco di fiducia disponibile qui</translation>
    </message>
    <message>
        <source>the time stamp does not fit the signature</source>
        <translation>la marca temporale non corrisponde alla firma</translation>
    </message>
    <message>
        <source>the time stamp is malformed</source>
        <translation>la marca temporale è malformata</translation>
    </message>
    <message>
        <source>the time stamp&apos;s certificate was not in force</source>
        <translation>il certificato della marca temporale non era in vigore</translation>
    </message>
    <message>
        <source>an assertion is unchanged since it was signed</source>
        <translation>un’asserzione è invariata da quando è stata firmata</translation>
    </message>
    <message>
        <source>an assertion was changed after it was signed</source>
        <translation>un’asserzione è stata cambiata dopo la firma</translation>
    </message>
    <message>
        <source>the file&apos;s bytes are unchanged since it was signed</source>
        <translation>i byte del file sono invariati dalla firma</translation>
    </message>
    <message>
        <source>some of the file&apos;s bytes are left out of what was signed</source>
        <translation>alcuni byte del file sono esclusi da ciò che è stato firmato</translation>
    </message>
    <message>
        <source>the file&apos;s boxes are unchanged since it was signed</source>
        <translation>i blocchi (box) del file sono invariati dalla firma</translation>
    </message>
    <message>
        <source>some of the file&apos;s boxes are left out of what was signed</source>
        <translation>alcuni blocchi (box) del file sono esclusi da ciò che è stato firmato</translation>
    </message>
    <message>
        <source>the file&apos;s parts are unchanged since it was signed</source>
        <translation>le parti del file sono invariate dalla firma</translation>
    </message>
    <message>
        <source>the file holds a part that was not signed</source>
        <translation>il file contiene una parte che non è stata firmata</translation>
    </message>
    <message>
        <source>some of the file&apos;s parts are left out of what was signed</source>
        <translation>alcune parti del file sono escluse da ciò che è stato firmato</translation>
    </message>
    <message>
        <source>an assertion that was signed is missing</source>
        <translation>manca un’asserzione che era stata firmata</translation>
    </message>
    <message>
        <source>there is an assertion that was not signed</source>
        <translation>c’è un’asserzione che non è stata firmata</translation>
    </message>
    <message>
        <source>an assertion should have been taken out</source>
        <translation>un’asserzione avrebbe dovuto essere rimossa</translation>
    </message>
    <message>
        <source>the claim takes out an assertion of its own</source>
        <translation>la dichiarazione (claim) rimuove una propria asserzione</translation>
    </message>
    <message>
        <source>an action is malformed</source>
        <translation>un’azione è malformata</translation>
    </message>
    <message>
        <source>an action names an ingredient that is not there</source>
        <translation>un’azione nomina un ingrediente che non c’è</translation>
    </message>
    <message>
        <source>the claim is tied to the file&apos;s bytes more than once</source>
        <translation>la dichiarazione (claim) è legata ai byte del file più di una volta</translation>
    </message>
    <message>
        <source>an algorithm is not supported</source>
        <translation>un algoritmo non è supportato</translation>
    </message>
    <message>
        <source>an algorithm is out of date</source>
        <translation>un algoritmo è superato</translation>
    </message>
    <message>
        <source>an ingredient&apos;s manifest is unchanged</source>
        <translation>il manifesto di un ingrediente è invariato</translation>
    </message>
    <message>
        <source>an ingredient&apos;s manifest is missing</source>
        <translation>manca il manifesto di un ingrediente</translation>
    </message>
    <message>
        <source>an ingredient&apos;s manifest was changed</source>
        <translation>il manifesto di un ingrediente è stato cambiato</translation>
    </message>
    <message>
        <source>an ingredient&apos;s signature is unchanged</source>
        <translation>la firma di un ingrediente è invariata</translation>
    </message>
    <message>
        <source>an ingredient&apos;s signature is missing</source>
        <translation>manca la firma di un ingrediente</translation>
    </message>
    <message>
        <source>an ingredient&apos;s signature was changed</source>
        <translation>la firma di un ingrediente è stata cambiata</translation>
    </message>
    <message>
        <source>nothing is known of where an ingredient comes from</source>
        <translation>non si sa da dove venga un ingrediente</translation>
    </message>
    <message>
        <source>the library met an error</source>
        <translation>la libreria ha incontrato un errore</translation>
    </message>
    <message>
        <source>made by a trained model (generative AI)</source>
        <translation>prodotta da un modello addestrato (IA generativa)</translation>
    </message>
    <message>
        <source>edited or put together with a trained model&apos;s output</source>
        <translation>modificata o composta con l’uscita di un modello addestrato</translation>
    </message>
    <message>
        <source>put together, parts of it synthetic</source>
        <translation>composta, con parti sintetiche</translation>
    </message>
    <message>
        <source>made by an algorithm that was not trained on examples</source>
        <translation>prodotta da un algoritmo non addestrato su esempi</translation>
    </message>
    <message>
        <source>changed by an algorithm</source>
        <translation>alterata da un algoritmo</translation>
    </message>
    <message>
        <source>data made by a trained model</source>
        <translation>dati prodotti da un modello addestrato</translation>
    </message>
    <message>
        <source>made from data</source>
        <translation>prodotta a partire da dati</translation>
    </message>
    <message>
        <source>recorded from a virtual scene</source>
        <translation>registrata da una scena virtuale</translation>
    </message>
    <message>
        <source>captured by a digital camera</source>
        <translation>ripresa con una fotocamera digitale</translation>
    </message>
    <message>
        <source>captured by a digital camera with computation</source>
        <translation>ripresa con una fotocamera digitale ed elaborata al calcolatore</translation>
    </message>
    <message>
        <source>scanned from negative film</source>
        <translation>scansione di una pellicola negativa</translation>
    </message>
    <message>
        <source>scanned from positive film</source>
        <translation>scansione di una pellicola positiva</translation>
    </message>
    <message>
        <source>scanned from a print</source>
        <translation>scansione di una stampa</translation>
    </message>
    <message>
        <source>put together from several images</source>
        <translation>composta da più immagini</translation>
    </message>
    <message>
        <source>put together from several captures</source>
        <translation>composta da più riprese</translation>
    </message>
    <message>
        <source>edited by a person</source>
        <translation>modificata da una persona</translation>
    </message>
    <message>
        <source>edited slightly by a person</source>
        <translation>modificata leggermente da una persona</translation>
    </message>
    <message>
        <source>made by a person with digital tools</source>
        <translation>creata da una persona con strumenti digitali</translation>
    </message>
    <message>
        <source>made by software</source>
        <translation>prodotta da un software</translation>
    </message>
    <message>
        <source>captured from a screen</source>
        <translation>catturata da uno schermo</translation>
    </message>
    <message>
        <source>an empty canvas</source>
        <translation>una tela vuota</translation>
    </message>
    <message>
        <source>black and white</source>
        <translation>bianco e nero</translation>
    </message>
    <message>
        <source>greyscale</source>
        <translation>scala di grigi</translation>
    </message>
    <message>
        <source>greyscale with alpha</source>
        <translation>scala di grigi con alfa</translation>
    </message>
    <message>
        <source>palette</source>
        <translation>tavolozza</translation>
    </message>
    <message>
        <source>palette with alpha</source>
        <translation>tavolozza con alfa</translation>
    </message>
    <message>
        <source>RGB with alpha</source>
        <translation>RGB con alfa</translation>
    </message>
    <message>
        <source>32-bit integers</source>
        <translation>interi a 32 bit</translation>
    </message>
    <message>
        <source>floating point</source>
        <translation>virgola mobile</translation>
    </message>
    <message>
        <source>none (greyscale)</source>
        <translation>nessuno (scala di grigi)</translation>
    </message>
    <message>
        <source>the JFIF extension (APP0)</source>
        <translation>l’estensione JFIF (APP0)</translation>
    </message>
    <message>
        <source>Photoshop resource 1036</source>
        <translation>risorsa Photoshop 1036</translation>
    </message>
    <message>
        <source>withheld</source>
        <translation>non mostrato</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Guida all’uso</translation>
    </message>
    <message>
        <source>The guide&apos;s pictures</source>
        <translation>Le immagini della guida</translation>
    </message>
    <message>
        <source>Loading the models</source>
        <translation>Caricamento dei modelli</translation>
    </message>
    <message>
        <source>Fetching the sample</source>
        <translation>Recupero dell’esempio</translation>
    </message>
    <message>
        <source>Explaining</source>
        <translation>Spiegazione in corso</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>Progress of the scan</source>
        <translation>Avanzamento della scansione</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Ferma</translation>
    </message>
    <message>
        <source>End the scan; what is done is kept</source>
        <translation>Termina la scansione; ciò che è fatto si conserva</translation>
    </message>
    <message>
        <source>Stop the scan</source>
        <translation>Ferma la scansione</translation>
    </message>
    <message>
        <source>Scanning {source}</source>
        <translation>Scansione di {source}</translation>
    </message>
    <message>
        <source>{work}…</source>
        <translation>{work}…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Go on with the scan</source>
        <translation>Riprende la scansione</translation>
    </message>
    <message>
        <source>Pause the scan</source>
        <translation>Mette in pausa la scansione</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Interruzione…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>In pausa</translation>
    </message>
    <message>
        <source>Paused at {done:,} of {total:,} files</source>
        <translation>In pausa a {done:,} di {total:,} file</translation>
    </message>
    <message>
        <source>{done:,} of {total:,} files</source>
        <translation>{done:,} di {total:,} file</translation>
    </message>
    <message>
        <source>{speed:.1f} images per second</source>
        <translation>{speed:.1f} immagini al secondo</translation>
    </message>
    <message>
        <source>%p %</source>
        <translation>%p %</translation>
    </message>
    <message>
        <source>Progress: {work}</source>
        <translation>Avanzamento: {work}</translation>
    </message>
    <message>
        <source>Cancel: {work}</source>
        <translation>Annulla: {work}</translation>
    </message>
    <message>
        <source>Show everything that is running</source>
        <translation>Mostra tutto ciò che è in corso</translation>
    </message>
    <message>
        <source>Running work</source>
        <translation>Lavori in corso</translation>
    </message>
    <message>
        <source>{count} jobs</source>
        <translation>{count} lavori</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Come il sistema</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Reperti</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Spiegazione</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Provenienza</translation>
    </message>
    <message>
        <source>Stress</source>
        <translation>Robustezza</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classi</translation>
    </message>
    <message>
        <source>Drag this panel out, or click twice</source>
        <translation>Trascinare fuori questo pannello, o fare doppio clic</translation>
    </message>
    <message>
        <source>Not explained yet.
Press Explain (Ctrl+E) to see which parts moved the score.</source>
        <translation>Non ancora spiegata.
Premere Spiega (Ctrl+E) per vedere quali parti hanno spostato il punteggio.</translation>
    </message>
    <message>
        <source>Nothing to explain</source>
        <translation>Nulla da spiegare</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Nessuna immagine</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Calcolo in corso…</translation>
    </message>
    <message>
        <source>Image in view</source>
        <translation>Immagine in vista</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelli</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>Recupero</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Caso</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapporto</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Elenco</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scansione</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annullato</translation>
    </message>
    <message>
        <source>Explained with {spent:,} evaluations in {seconds:.1f} s</source>
        <translation>Spiegata con {spent:,} valutazioni in {seconds:.1f} s</translation>
    </message>
    <message>
        <source>Case: {title}</source>
        <translation>Caso: {title}</translation>
    </message>
    <message>
        <source>Stop the scan?</source>
        <translation>Fermare la scansione?</translation>
    </message>
    <message>
        <source>A scan is running. What is done is kept and can be gone on with.</source>
        <translation>È in corso una scansione. Ciò che è fatto si conserva e la scansione si può riprendere.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Ferma e chiudi</translation>
    </message>
    <message>
        <source>Close without recording?</source>
        <translation>Chiudere senza registrare?</translation>
    </message>
    <message>
        <source>The notes on one image are not recorded and would be lost.</source>
        <translation>Le note su un’immagine non sono registrate e andrebbero perse.</translation>
    </message>
    <message>
        <source>The notes on {count} images are not recorded and would be lost.</source>
        <translation>Le note su {count} immagini non sono registrate e andrebbero perse.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Dettagli</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Chiudi</translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation>Chiudi l’avviso</translation>
    </message>
    <message>
        <source>Images ({patterns});;All files (*)</source>
        <translation>Immagini ({patterns});;Tutti i file (*)</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>Apri immagini</translation>
    </message>
    <message>
        <source>Open a folder of images</source>
        <translation>Apri una cartella di immagini</translation>
    </message>
    <message>
        <source>Listing the images</source>
        <translation>Ricerca delle immagini</translation>
    </message>
    <message>
        <source>There are no images in what was opened; choose another folder.</source>
        <translation>In ciò che è stato aperto non ci sono immagini; scegliere un’altra cartella.</translation>
    </message>
    <message>
        <source>The clipboard holds no image; copy a picture or an image file, then paste.</source>
        <translation>Negli appunti non c’è un’immagine; copiare un’immagine o un file di immagine, poi incollare.</translation>
    </message>
    <message>
        <source>Keeping the pasted picture</source>
        <translation>Conservazione dell’immagine incollata</translation>
    </message>
    <message>
        <source>GENERATED</source>
        <translation>GENERATO</translation>
    </message>
    <message>
        <source>REAL</source>
        <translation>REALE</translation>
    </message>
    <message>
        <source>NO SIGN OF GENERATION FOUND</source>
        <translation>NESSUN SEGNO DI GENERAZIONE</translation>
    </message>
    <message>
        <source>INCONCLUSIVE</source>
        <translation>NON CONCLUSIVO</translation>
    </message>
    <message>
        <source>NOT APPLICABLE</source>
        <translation>NON APPLICABILE</translation>
    </message>
    <message>
        <source>NOT READABLE</source>
        <translation>ILLEGGIBILE</translation>
    </message>
    <message>
        <source>Verdict: {verdict}</source>
        <translation>Esito: {verdict}</translation>
    </message>
    <message>
        <source>log-odds</source>
        <translation>log-odds</translation>
    </message>
    <message>
        <source>score, 0 to 1</source>
        <translation>punteggio, da 0 a 1</translation>
    </message>
    <message>
        <source>SHAP</source>
        <translation>SHAP</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regioni</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Full-Grad</source>
        <translation>Full-Grad</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attenzione</translation>
    </message>
    <message>
        <source>Hides rectangles of the image and shares the change of the score among them.</source>
        <translation>Nasconde rettangoli dell’immagine e ripartisce tra loro il cambiamento del punteggio.</translation>
    </message>
    <message>
        <source>Exact Shapley values of the face&apos;s regions and the background: every combination is scored.</source>
        <translation>Valori di Shapley esatti delle regioni del volto e dello sfondo: a ogni combinazione si assegna un punteggio.</translation>
    </message>
    <message>
        <source>Where features stand that raise (red) or lower (blue) the score; coarse, fast.</source>
        <translation>Dove stanno le caratteristiche che alzano (rosso) o abbassano (blu) il punteggio; grossolano, rapido.</translation>
    </message>
    <message>
        <source>Gradients of the input and of every bias; adds up to the score&apos;s log-odds exactly.</source>
        <translation>Gradienti dell’ingresso e di ogni bias; la somma dà esattamente i log-odds del punteggio.</translation>
    </message>
    <message>
        <source>How strongly the network responds where; it does not say which way.</source>
        <translation>Quanto e dove la rete risponde; non dice in quale direzione.</translation>
    </message>
    <message>
        <source>Telea inpainting</source>
        <translation>Inpainting di Telea</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>sfocatura</translation>
    </message>
    <message>
        <source>black</source>
        <translation>nero</translation>
    </message>
    <message>
        <source>mean colour</source>
        <translation>colore medio</translation>
    </message>
    <message>
        <source>Method of explanation</source>
        <translation>Metodo di spiegazione</translation>
    </message>
    <message>
        <source>What hidden pixels are replaced by</source>
        <translation>Con che cosa si sostituiscono i pixel nascosti</translation>
    </message>
    <message>
        <source>Unit of the contributions</source>
        <translation>Unità dei contributi</translation>
    </message>
    <message>
        <source>Evaluations per map</source>
        <translation>Valutazioni per mappa</translation>
    </message>
    <message>
        <source>Test maps</source>
        <translation>Verifica le mappe</translation>
    </message>
    <message>
        <source>Progress of the explanation</source>
        <translation>Avanzamento della spiegazione</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Metodo</translation>
    </message>
    <message>
        <source>Hidden pixels</source>
        <translation>Pixel nascosti</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>Valutazioni</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unità</translation>
    </message>
    <message>
        <source>Regions scores every combination, so there is no number to choose.</source>
        <translation>Regioni valuta ogni combinazione, quindi non c’è un numero da scegliere.</translation>
    </message>
    <message>
        <source>Regions are always hidden by blurring.</source>
        <translation>Le regioni si nascondono sempre sfocandole.</translation>
    </message>
    <message>
        <source>{method} needs no more than one evaluation per map.</source>
        <translation>{method} non richiede più di una valutazione per mappa.</translation>
    </message>
    <message>
        <source>{method} hides no pixels.</source>
        <translation>{method} non nasconde pixel.</translation>
    </message>
    <message>
        <source>Full-Grad always counts in log-odds.</source>
        <translation>Full-Grad conta sempre in log-odds.</translation>
    </message>
    <message>
        <source>Values of {method} are relative: they have no unit.</source>
        <translation>I valori di {method} sono relativi: non hanno unità.</translation>
    </message>
    <message>
        <source>Classifier calls per map: more is finer and slower.</source>
        <translation>Chiamate al classificatore per mappa: di più è più fine e più lento.</translation>
    </message>
    <message>
        <source>What hidden pixels are replaced by.</source>
        <translation>Con che cosa si sostituiscono i pixel nascosti.</translation>
    </message>
    <message>
        <source>Log-odds show how the odds change, also where the score is close to 0 or 1; the score is easier to read in between.</source>
        <translation>I log-odds mostrano come cambiano gli odds, anche dove il punteggio è vicino a 0 o a 1; nel mezzo il punteggio è più facile da leggere.</translation>
    </message>
    <message>
        <source>Stop the running work (Esc)</source>
        <translation>Ferma il lavoro in corso (Esc)</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Spiega</translation>
    </message>
    <message>
        <source>Show which parts moved the scores (Ctrl+E)</source>
        <translation>Mostra quali parti hanno spostato i punteggi (Ctrl+E)</translation>
    </message>
    <message>
        <source>There are no scores to explain: open an image of a face.</source>
        <translation>Non ci sono punteggi da spiegare: aprire un’immagine di un volto.</translation>
    </message>
    <message>
        <source>Hide and show the pixels the maps call important, and follow the score (Ctrl+T)</source>
        <translation>Nasconde e mostra i pixel che le mappe dicono importanti, e segue il punteggio (Ctrl+T)</translation>
    </message>
    <message>
        <source>There are no maps to test: explain the image first.</source>
        <translation>Non ci sono mappe da verificare: prima spiegare l’immagine.</translation>
    </message>
    <message>
        <source>{done} of {total} evaluations, {seconds} s so far</source>
        <translation>{done} di {total} valutazioni, {seconds} s finora</translation>
    </message>
    <message>
        <source>{done} of {total} maps, {seconds} s so far</source>
        <translation>{done} di {total} mappe, {seconds} s finora</translation>
    </message>
    <message>
        <source>Starting…, {seconds} s so far</source>
        <translation>Avvio…, {seconds} s finora</translation>
    </message>
    <message>
        <source>{method} (needs the full build)</source>
        <translation>{method} (richiede la versione completa)</translation>
    </message>
    <message>
        <source>Not explained yet. Press Explain (Ctrl+E) to see what moved the scores.</source>
        <translation>Non ancora spiegata. Premere Spiega (Ctrl+E) per vedere che cosa ha spostato i punteggi.</translation>
    </message>
    <message>
        <source>In log-odds: +0.69 doubles the odds of “generated”, −0.69 halves them; 0 leaves them.</source>
        <translation>In log-odds: +0.69 raddoppia gli odds di “generato”, −0.69 li dimezza; 0 li lascia invariati.</translation>
    </message>
    <message>
        <source>In score: +0.10 raises the score, which goes from 0 to 1, by 0.10.</source>
        <translation>In punteggio: +0.10 alza di 0.10 il punteggio, che va da 0 a 1.</translation>
    </message>
    <message>
        <source>Values are relative: they compare places within one map and add up to nothing.</source>
        <translation>I valori sono relativi: confrontano i punti di una stessa mappa e la loro somma non ha significato.</translation>
    </message>
    <message>
        <source>with background</source>
        <translation>con sfondo</translation>
    </message>
    <message>
        <source>without background</source>
        <translation>senza sfondo</translation>
    </message>
    <message>
        <source>{method}, partial: {evaluations} evaluations in {seconds} s so far.</source>
        <translation>{method}, parziale: {evaluations} valutazioni in {seconds} s finora.</translation>
    </message>
    <message>
        <source>{method}: {evaluations} evaluations in {seconds} s. Hidden pixels: {masker}.</source>
        <translation>{method}: {evaluations} valutazioni in {seconds} s. Pixel nascosti: {masker}.</translation>
    </message>
    <message>
        <source>{method}: {evaluations} evaluations in {seconds} s. Nothing was hidden.</source>
        <translation>{method}: {evaluations} valutazioni in {seconds} s. Nulla è stato nascosto.</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punteggio</translation>
    </message>
    <message>
        <source>Score, hidden → whole image</source>
        <translation>Punteggio, nascosta → immagine intera</translation>
    </message>
    <message>
        <source>Log-odds, hidden → whole image</source>
        <translation>Log-odds, nascosta → immagine intera</translation>
    </message>
    <message>
        <source>Contributions in all</source>
        <translation>Contributi in totale</translation>
    </message>
    <message>
        <source>Log-odds</source>
        <translation>Log-odds</translation>
    </message>
    <message>
        <source>Of that without a place</source>
        <translation>Di cui senza posizione</translation>
    </message>
    <message>
        <source>Adds up to within</source>
        <translation>La somma torna entro</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Riepilogo</translation>
    </message>
    <message>
        <source>Contribution of each region</source>
        <translation>Contributo di ciascuna regione</translation>
    </message>
    <message>
        <source>Interactions of regions</source>
        <translation>Interazioni tra regioni</translation>
    </message>
    <message>
        <source>Faithfulness of the maps</source>
        <translation>Fedeltà delle mappe</translation>
    </message>
    <message>
        <source>Not tested yet.

Explain the image, then press Test maps (Ctrl+T): the pixels a map calls important are hidden first (deletion) and shown first (insertion), and the score is followed.</source>
        <translation>Non ancora verificate.

Spiegare l’immagine, poi premere Verifica le mappe (Ctrl+T): i pixel che una mappa dice importanti vengono nascosti per primi (deletion) e mostrati per primi (insertion), e si segue il punteggio.</translation>
    </message>
    <message>
        <source>Solid: the map&apos;s order of pixels; dashed: chance, the same map turned and shifted at random. A faithful map falls faster where pixels are hidden and rises faster where they are shown. Support is the score, or 1 − score where hiding the image raises the score.</source>
        <translation>Linea continua: l’ordine dei pixel secondo la mappa; tratteggiata: il caso, la stessa mappa ruotata e spostata a caso. Una mappa fedele scende più in fretta dove si nascondono pixel e sale più in fretta dove si mostrano. Il supporto è il punteggio, o 1 − punteggio dove nascondere l’immagine alza il punteggio.</translation>
    </message>
    <message>
        <source>hidden first</source>
        <translation>nascosti per primi</translation>
    </message>
    <message>
        <source>% hidden</source>
        <translation>% nascosti</translation>
    </message>
    <message>
        <source>shown first</source>
        <translation>mostrati per primi</translation>
    </message>
    <message>
        <source>% shown</source>
        <translation>% mostrati</translation>
    </message>
    <message>
        <source>support</source>
        <translation>supporto</translation>
    </message>
    <message>
        <source>Map with background</source>
        <translation>Mappa con sfondo</translation>
    </message>
    <message>
        <source>Map without background</source>
        <translation>Mappa senza sfondo</translation>
    </message>
    <message>
        <source>Area hidden first {deletion} (chance {random_deletion}), shown first {insertion} (chance {random_insertion}); gain over chance {gain}, in log-odds {gain_log_odds}. Support: score.</source>
        <translation>Area con i pixel nascosti per primi {deletion} (caso {random_deletion}), mostrati per primi {insertion} (caso {random_insertion}); guadagno sul caso {gain}, in log-odds {gain_log_odds}. Supporto: punteggio.</translation>
    </message>
    <message>
        <source>Area hidden first {deletion} (chance {random_deletion}), shown first {insertion} (chance {random_insertion}); gain over chance {gain}, in log-odds {gain_log_odds}. Support: 1 − score.</source>
        <translation>Area con i pixel nascosti per primi {deletion} (caso {random_deletion}), mostrati per primi {insertion} (caso {random_insertion}); guadagno sul caso {gain}, in log-odds {gain_log_odds}. Supporto: 1 − punteggio.</translation>
    </message>
    <message>
        <source>Interactions of all pairs of regions</source>
        <translation>Interazioni di tutte le coppie di regioni</translation>
    </message>
    <message>
        <source>{first} × {second} {one} with, {two} without</source>
        <translation>{first} × {second} {one} con, {two} senza</translation>
    </message>
    <message>
        <source>away from generated</source>
        <translation>lontano da generato</translation>
    </message>
    <message>
        <source>toward generated</source>
        <translation>verso generato</translation>
    </message>
    <message>
        <source>{name} by itself {value}</source>
        <translation>solo {name} {value}</translation>
    </message>
    <message>
        <source>{first} × {second} together {value}</source>
        <translation>{first} × {second} insieme {value}</translation>
    </message>
    <message>
        <source>Not explained by regions yet; the method Regions also shows what pairs of regions bring in together.</source>
        <translation>Non ancora spiegata per regioni; il metodo Regioni mostra anche che cosa apportano insieme le coppie di regioni.</translation>
    </message>
    <message>
        <source>What two regions bring in together beyond what each brings in by itself; the strongest pairs first.</source>
        <translation>Che cosa due regioni apportano insieme oltre a ciò che apporta ciascuna da sola; prima le coppie più forti.</translation>
    </message>
    <message>
        <source>No two regions bring in together more or less than each by itself.</source>
        <translation>Nessuna coppia di regioni apporta insieme più o meno di ciascuna da sola.</translation>
    </message>
    <message>
        <source>On the diagonal: what a region brings in by itself. Beside it: what a pair brings in beyond that. All of these, each pair counted once, add up to the contributions of the regions.</source>
        <translation>Sulla diagonale: ciò che una regione apporta da sola. Accanto: ciò che una coppia apporta in più. Tutti insieme, contando ogni coppia una volta, danno come somma i contributi delle regioni.</translation>
    </message>
    <message>
        <source>together they push further toward generated than one by one</source>
        <translation>insieme spingono più verso generato che una per una</translation>
    </message>
    <message>
        <source>together they push less toward generated than one by one</source>
        <translation>insieme spingono meno verso generato che una per una</translation>
    </message>
    <message>
        <source>Strongest interactions of regions</source>
        <translation>Interazioni più forti tra regioni</translation>
    </message>
    <message>
        <source>{first} × {second}</source>
        <translation>{first} × {second}</translation>
    </message>
    <message>
        <source>together more toward generated</source>
        <translation>insieme più verso generato</translation>
    </message>
    <message>
        <source>together less toward generated</source>
        <translation>insieme meno verso generato</translation>
    </message>
    <message>
        <source>with background {value}: {meaning}</source>
        <translation>con sfondo {value}: {meaning}</translation>
    </message>
    <message>
        <source>without background {value}: {meaning}</source>
        <translation>senza sfondo {value}: {meaning}</translation>
    </message>
    <message>
        <source>Show all pairs as a matrix</source>
        <translation>Mostra tutte le coppie in una matrice</translation>
    </message>
    <message>
        <source>Segmenter</source>
        <translation>Segmentatore</translation>
    </message>
    <message>
        <source>With-background classifier</source>
        <translation>Classificatore con sfondo</translation>
    </message>
    <message>
        <source>Without-background classifier</source>
        <translation>Classificatore senza sfondo</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>accuracy at score 0.5</source>
        <translation>accuratezza al punteggio 0.5</translation>
    </message>
    <message>
        <source>pixel accuracy</source>
        <translation>accuratezza sui pixel</translation>
    </message>
    <message>
        <source>mean IoU</source>
        <translation>IoU media</translation>
    </message>
    <message>
        <source>foreground IoU</source>
        <translation>IoU del primo piano</translation>
    </message>
    <message>
        <source>This model tells no test figures.</source>
        <translation>Questo modello non riporta risultati di test.</translation>
    </message>
    <message>
        <source>This model is not among those in use: its test figures are not known here.</source>
        <translation>Questo modello non è tra quelli in uso: qui i suoi risultati di test non sono noti.</translation>
    </message>
    <message>
        <source>Copy the SHA-256 of the model&apos;s manifest</source>
        <translation>Copia lo SHA-256 del manifesto del modello</translation>
    </message>
    <message>
        <source>SHA-256 of manifest.json: {sha256}</source>
        <translation>SHA-256 di manifest.json: {sha256}</translation>
    </message>
    <message>
        <source>On {count} held-out images of the sources trained on: {figures}.</source>
        <translation>Su {count} immagini di test delle fonti di addestramento: {figures}.</translation>
    </message>
    <message>
        <source>On {count} held-out images: {figures}.</source>
        <translation>Su {count} immagini di test: {figures}.</translation>
    </message>
    <message>
        <source>Held-out real photos called generated: {share}.</source>
        <translation>Foto reali di test dette generate: {share}.</translation>
    </message>
    <message>
        <source>Most false alarms: real photos of {source}: {share}.</source>
        <translation>Più falsi allarmi: foto reali di {source}: {share}.</translation>
    </message>
    <message>
        <source>Held-out generated images called real: {share}.</source>
        <translation>Immagini generate di test dette reali: {share}.</translation>
    </message>
    <message>
        <source>Most misses: generated images of {source}: {share}.</source>
        <translation>Più mancati riconoscimenti: immagini generate di {source}: {share}.</translation>
    </message>
    <message>
        <source>Both were counted at score 0.5, not by the decision zones.</source>
        <translation>Entrambi contati al punteggio 0.5, non secondo le zone di decisione.</translation>
    </message>
    <message>
        <source>{name} {value} (95 % interval {low} to {high})</source>
        <translation>{name} {value} (intervallo al 95 % da {low} a {high})</translation>
    </message>
    <message>
        <source>{hits} of {images}, {share} % (95 % interval {low} to {high} %)</source>
        <translation>{hits} di {images}, {share} % (intervallo al 95 % da {low} a {high} %)</translation>
    </message>
    <message>
        <source>A generator made this face.</source>
        <translation>Questo volto l’ha prodotto un generatore.</translation>
    </message>
    <message>
        <source>Probably generated</source>
        <translation>Probabilmente generato</translation>
    </message>
    <message>
        <source>More speaks for a generator than against one.</source>
        <translation>Vi è più a favore di un generatore che contro.</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Indeciso</translation>
    </message>
    <message>
        <source>The findings do not settle it.</source>
        <translation>I riscontri non bastano a decidere.</translation>
    </message>
    <message>
        <source>Probably real</source>
        <translation>Probabilmente reale</translation>
    </message>
    <message>
        <source>More speaks against a generator than for one.</source>
        <translation>Vi è più contro un generatore che a favore.</translation>
    </message>
    <message>
        <source>No generator made this face.</source>
        <translation>Questo volto non l’ha prodotto un generatore.</translation>
    </message>
    <message>
        <source>Unsuitable</source>
        <translation>Inadatta</translation>
    </message>
    <message>
        <source>The image is not suitable for a decision.</source>
        <translation>L’immagine non è adatta a una decisione.</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>generato</translation>
    </message>
    <message>
        <source>real</source>
        <translation>reale</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>non conclusivo</translation>
    </message>
    <message>
        <source>Open an image to record your conclusion on it.</source>
        <translation>Aprire un’immagine per registrare la propria conclusione.</translation>
    </message>
    <message>
        <source>The file could not be read, so no decision can be kept for it.</source>
        <translation>Non è stato possibile leggere il file, quindi non si può conservare una decisione su di esso.</translation>
    </message>
    <message>
        <source>Record decision</source>
        <translation>Registra la decisione</translation>
    </message>
    <message>
        <source>Last recorded decision</source>
        <translation>Ultima decisione registrata</translation>
    </message>
    <message>
        <source>Earlier decisions</source>
        <translation>Decisioni precedenti</translation>
    </message>
    <message>
        <source>Your conclusion</source>
        <translation>La propria conclusione</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Commento</translation>
    </message>
    <message>
        <source>What speaks for it, and what against</source>
        <translation>Che cosa parla a favore e che cosa contro</translation>
    </message>
    <message>
        <source>&amp;Comment</source>
        <translation>&amp;Commento</translation>
    </message>
    <message>
        <source>&amp;Analyst</source>
        <translation>Anali&amp;sta</translation>
    </message>
    <message>
        <source>Analyst</source>
        <translation>Analista</translation>
    </message>
    <message>
        <source>Your name, recorded with the decision</source>
        <translation>Il proprio nome, registrato con la decisione</translation>
    </message>
    <message>
        <source>Keep this decision with the image ({keys})</source>
        <translation>Conserva questa decisione con l’immagine ({keys})</translation>
    </message>
    <message>
        <source>The tool says: {verdict}</source>
        <translation>Lo strumento dice: {verdict}</translation>
    </message>
    <message>
        <source>The tool says of face {number}: {verdict}</source>
        <translation>Lo strumento dice del volto {number}: {verdict}</translation>
    </message>
    <message>
        <source>Last recorded decision: {conclusion}</source>
        <translation>Ultima decisione registrata: {conclusion}</translation>
    </message>
    <message>
        <source>1 earlier decision</source>
        <translation>1 decisione precedente</translation>
    </message>
    <message>
        <source>{count} earlier decisions</source>
        <translation>{count} decisioni precedenti</translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation>Registrazione…</translation>
    </message>
    <message>
        <source>Not recorded yet: choose a conclusion.</source>
        <translation>Non ancora registrata: scegliere una conclusione.</translation>
    </message>
    <message>
        <source>Not recorded yet: enter your name.</source>
        <translation>Non ancora registrata: inserire il proprio nome.</translation>
    </message>
    <message>
        <source>Not recorded yet.</source>
        <translation>Non ancora registrata.</translation>
    </message>
    <message>
        <source>Recorded. The tool says something else now; record again to confirm.</source>
        <translation>Registrata. Ora lo strumento dice altro; registrare di nuovo per confermare.</translation>
    </message>
    <message>
        <source>Recorded.</source>
        <translation>Registrata.</translation>
    </message>
    <message>
        <source>Nothing recorded by you yet.</source>
        <translation>Ancora nulla di registrato da parte propria.</translation>
    </message>
    <message>
        <source>Nothing recorded on face {number} yet.</source>
        <translation>Ancora nulla di registrato sul volto {number}.</translation>
    </message>
    <message>
        <source>Nothing recorded on the picture as a whole yet.</source>
        <translation>Ancora nulla di registrato sull’immagine nel suo insieme.</translation>
    </message>
    <message>
        <source>Nothing recorded yet.</source>
        <translation>Ancora nulla di registrato.</translation>
    </message>
    <message>
        <source>The tool gave no verdict then.</source>
        <translation>Allora lo strumento non dava un esito.</translation>
    </message>
    <message>
        <source>The tool said then: {verdict}, score {first} with background, {second} without.</source>
        <translation>Allora lo strumento diceva: {verdict}, punteggio {first} con sfondo, {second} senza.</translation>
    </message>
    <message>
        <source>{analyst}, {when} UTC</source>
        <translation>{analyst}, {when} UTC</translation>
    </message>
    <message>
        <source>On picture {number} of the file</source>
        <translation>Sull’immagine {number} del file</translation>
    </message>
    <message>
        <source>On face {number}</source>
        <translation>Sul volto {number}</translation>
    </message>
    <message>
        <source>below 0.01</source>
        <translation>sotto 0.01</translation>
    </message>
    <message>
        <source>above 0.99</source>
        <translation>sopra 0.99</translation>
    </message>
    <message>
        <source>{name} {first} with, {second} without</source>
        <translation>{name} {first} con, {second} senza</translation>
    </message>
    <message>
        <source>log-odds of the score</source>
        <translation>log-odds del punteggio</translation>
    </message>
    <message>
        <source>Open an image: what its file states about where it comes from is shown here. None of it enters the scores.</source>
        <translation>Aprire un’immagine: qui si mostra che cosa il suo file dichiara sulla propria provenienza. Nulla di ciò entra nei punteggi.</translation>
    </message>
    <message>
        <source>Traces are text that anyone can write into a file or take out of it: one that is there may be forged, and an image without any may still be generated.</source>
        <translation>Le tracce sono testo che chiunque può scrivere in un file o toglierne: quella che c’è può essere falsa, e un’immagine che non ne ha può comunque essere generata.</translation>
    </message>
    <message>
        <source>The image is scaled to the thumbnail&apos;s size and both are compared in grey (0..255). Scaling and compression alone leave a small difference. A large one means that image and thumbnail show different things: the image was changed or cropped and the thumbnail left as it was, or a camera put the thumbnail into a frame of another shape.</source>
        <translation>L’immagine viene ridotta alla grandezza della miniatura e le due si confrontano in grigio (0..255). Riduzione e compressione da sole lasciano una piccola differenza. Una grande significa che immagine e miniatura mostrano cose diverse: l’immagine è stata modificata o ritagliata e la miniatura lasciata com’era, oppure una fotocamera ha messo la miniatura in una cornice di altra forma.</translation>
    </message>
    <message>
        <source>The metadata tell where the image was taken; that is withheld until asked for.</source>
        <translation>I metadati dicono dove l’immagine è stata ripresa; non viene mostrato finché non lo si chiede.</translation>
    </message>
    <message>
        <source>The metadata tell where the image was taken; it is shown in the table.</source>
        <translation>I metadati dicono dove l’immagine è stata ripresa; è mostrato nella tabella.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>No generator traces in what was read ({read}), which proves nothing. Not read: {left}.</source>
        <translation>Nessuna traccia di generatori in ciò che è stato letto ({read}), il che non prova nulla. Non letto: {left}.</translation>
    </message>
    <message>
        <source>Beside the Content Credentials, no generator traces in what was read ({read}). Not read: {left}.</source>
        <translation>Oltre alle Content Credentials, nessuna traccia di generatori in ciò che è stato letto ({read}). Non letto: {left}.</translation>
    </message>
    <message>
        <source>nothing, as the format holds no metadata</source>
        <translation>nulla, perché il formato non contiene metadati</translation>
    </message>
    <message>
        <source>invisible watermarks</source>
        <translation>filigrane invisibili</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Dimensioni</translation>
    </message>
    <message>
        <source>Modified (UTC)</source>
        <translation>Modificato (UTC)</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Immagine</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colori</translation>
    </message>
    <message>
        <source>What could not be read</source>
        <translation>Che cosa non si è potuto leggere</translation>
    </message>
    <message>
        <source>Content Credentials</source>
        <translation>Content Credentials</translation>
    </message>
    <message>
        <source>Traces of generators</source>
        <translation>Tracce di generatori</translation>
    </message>
    <message>
        <source>Data after the end of the image</source>
        <translation>Dati dopo la fine dell’immagine</translation>
    </message>
    <message>
        <source>Hashes</source>
        <translation>Hash</translation>
    </message>
    <message>
        <source>JPEG compression</source>
        <translation>Compressione JPEG</translation>
    </message>
    <message>
        <source>Embedded thumbnail</source>
        <translation>Miniatura incorporata</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadati</translation>
    </message>
    <message>
        <source>What was signed, by whom</source>
        <translation>Che cosa è stato firmato, e da chi</translation>
    </message>
    <message>
        <source>Checks of the signature</source>
        <translation>Verifiche della firma</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Verifiche</translation>
    </message>
    <message>
        <source>Quantisation tables</source>
        <translation>Tabelle di quantizzazione</translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation>{count} byte</translation>
    </message>
    <message>
        <source>{format}, {width} × {height} px as stored</source>
        <translation>{format}, {width} × {height} px come memorizzata</translation>
    </message>
    <message>
        <source>{colours}, {bits} bits per channel</source>
        <translation>{colours}, {bits} bit per canale</translation>
    </message>
    <message>
        <source>progressive</source>
        <translation>progressiva</translation>
    </message>
    <message>
        <source>sequential</source>
        <translation>sequenziale</translation>
    </message>
    <message>
        <source>Estimated quality {quality} of 100; chroma subsampling {subsampling}; {order}.</source>
        <translation>Qualità stimata {quality} su 100; sottocampionamento della crominanza {subsampling}; {order}.</translation>
    </message>
    <message>
        <source>Hide GPS position</source>
        <translation>Nascondi la posizione GPS</translation>
    </message>
    <message>
        <source>Show GPS position</source>
        <translation>Mostra la posizione GPS</translation>
    </message>
    <message>
        <source>Reading the file&apos;s provenance</source>
        <translation>Lettura della provenienza del file</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Copia: {name}</translation>
    </message>
    <message>
        <source>Thumbnail in {source}</source>
        <translation>Miniatura in {source}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valore</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fonte</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Copia il valore</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Copia le righe</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Copia la riga</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Copia tutto</translation>
    </message>
    <message>
        <source>Search names, values and sources…</source>
        <translation>Cerca nomi, valori e fonti…</translation>
    </message>
    <message>
        <source>Search the metadata</source>
        <translation>Cerca nei metadati</translation>
    </message>
    <message>
        <source>The row chosen, in full</source>
        <translation>La riga scelta, per intero</translation>
    </message>
    <message>
        <source>Choose a folder or a list of files, and each file becomes a row with its verdict, both scores and the reason. The files are only read; a scan can be paused, stopped and gone on with later.</source>
        <translation>Scegliere una cartella o un elenco di file: ogni file diventa una riga con esito, i due punteggi e motivo. I file vengono solo letti; una scansione si può mettere in pausa, fermare e riprendere in seguito.</translation>
    </message>
    <message>
        <source>Start the scan</source>
        <translation>Avvia la scansione</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Riprendi</translation>
    </message>
    <message>
        <source>Go on with the unfinished scan</source>
        <translation>Riprende la scansione non terminata</translation>
    </message>
    <message>
        <source>Start anew…</source>
        <translation>Ricomincia…</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Copia il comando</translation>
    </message>
    <message>
        <source>Copy the command line that does the same scan</source>
        <translation>Copia la riga di comando che esegue la stessa scansione</translation>
    </message>
    <message>
        <source>Scan a whole folder into one CSV</source>
        <translation>Scansione di un’intera cartella in un solo CSV</translation>
    </message>
    <message>
        <source>The scan</source>
        <translation>La scansione</translation>
    </message>
    <message>
        <source>Start anew?</source>
        <translation>Ricominciare?</translation>
    </message>
    <message>
        <source>What the unfinished scan has found is lost.</source>
        <translation>Ciò che la scansione non terminata ha trovato va perso.</translation>
    </message>
    <message>
        <source>The CSV of the earlier scan is replaced.</source>
        <translation>Il CSV della scansione precedente viene sostituito.</translation>
    </message>
    <message>
        <source>Copied: {text}</source>
        <translation>Copiato: {text}</translation>
    </message>
    <message>
        <source>The folder cannot be opened from here; open it yourself.</source>
        <translation>La cartella non si può aprire da qui; aprirla da sé.</translation>
    </message>
    <message>
        <source>The scan is complete</source>
        <translation>La scansione è completa</translation>
    </message>
    <message>
        <source>The scan was stopped. What is done is kept: press Go on to complete it.</source>
        <translation>La scansione è stata fermata. Ciò che è fatto si conserva: premere Riprendi per completarla.</translation>
    </message>
    <message>
        <source>The scan could not be completed. What is done is kept.</source>
        <translation>Non è stato possibile completare la scansione. Ciò che è fatto si conserva.</translation>
    </message>
    <message>
        <source>The table holds the first {kept:,} rows; the CSV holds all.</source>
        <translation>La tabella contiene le prime {kept:,} righe; il CSV le contiene tutte.</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 riga</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} righe</translation>
    </message>
    <message>
        <source>{shown} of {count} rows</source>
        <translation>{shown} di {count} righe</translation>
    </message>
    <message>
        <source>✗ failed</source>
        <translation>✗ non superata</translation>
    </message>
    <message>
        <source>· noted</source>
        <translation>· annotata</translation>
    </message>
    <message>
        <source>✓ passed</source>
        <translation>✓ superata</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>non indicato</translation>
    </message>
    <message>
        <source>This image: signed by {signer}, organisation {organisation}</source>
        <translation>Questa immagine: firmata da {signer}, organizzazione {organisation}</translation>
    </message>
    <message>
        <source>An image in it: signed by {signer}, organisation {organisation}</source>
        <translation>Un’immagine al suo interno: firmata da {signer}, organizzazione {organisation}</translation>
    </message>
    <message>
        <source>Written by: {software}</source>
        <translation>Scritto da: {software}</translation>
    </message>
    <message>
        <source>Time stamp: {time}</source>
        <translation>Marca temporale: {time}</translation>
    </message>
    <message>
        <source>No time stamp</source>
        <translation>Nessuna marca temporale</translation>
    </message>
    <message>
        <source>Action: {action}</source>
        <translation>Azione: {action}</translation>
    </message>
    <message>
        <source>Ingredient: {title}</source>
        <translation>Ingrediente: {title}</translation>
    </message>
    <message>
        <source>Certificate: serial number {serial}, {algorithm}</source>
        <translation>Certificato: numero di serie {serial}, {algorithm}</translation>
    </message>
    <message>
        <source>{outcome} when the ingredient &apos;{name}&apos; was added: {words} ({code})</source>
        <translation>{outcome} quando è stato aggiunto l’ingrediente “{name}”: {words} ({code})</translation>
    </message>
    <message>
        <source>{outcome}, ingredient &apos;{name}&apos;: {words} ({code})</source>
        <translation>{outcome}, ingrediente “{name}”: {words} ({code})</translation>
    </message>
    <message>
        <source>{outcome}: {words} ({code}, {count} times)</source>
        <translation>{outcome}: {words} ({code}, {count} volte)</translation>
    </message>
    <message>
        <source>{outcome}: {words} ({code})</source>
        <translation>{outcome}: {words} ({code})</translation>
    </message>
    <message>
        <source>{size} bytes follow the end of the image, from byte {offset}: {kind}.</source>
        <translation>{size} byte seguono la fine dell’immagine, dal byte {offset}: {kind}.</translation>
    </message>
    <message>
        <source>Table {number}</source>
        <translation>Tabella {number}</translation>
    </message>
    <message>
        <source>Not explained by regions yet.

Choose Regions as the method and press Explain (Ctrl+E): every combination of the face&apos;s regions and the background is scored, and each region&apos;s exact share in the score is shown here.</source>
        <translation>Non ancora spiegata per regioni.

Scegliere Regioni come metodo e premere Spiega (Ctrl+E): a ogni combinazione delle regioni del volto e dello sfondo si assegna un punteggio, e qui si mostra la quota esatta di ciascuna regione nel punteggio.</translation>
    </message>
    <message>
        <source>{value} log-odds, odds of “generated” {factor}</source>
        <translation>{value} log-odds, odds di “generato” {factor}</translation>
    </message>
    <message>
        <source>{name}
with background: {first}
without background: {second}</source>
        <translation>{name}
con sfondo: {first}
senza sfondo: {second}</translation>
    </message>
    <message>
        <source>Saving the results</source>
        <translation>Salvataggio dei risultati</translation>
    </message>
    <message>
        <source>Exporting the views</source>
        <translation>Esportazione delle viste</translation>
    </message>
    <message>
        <source>The clipboard holds no image; copy an image or a file, then paste again.</source>
        <translation>Negli appunti non c’è un’immagine; copiare un’immagine o un file, poi incollare di nuovo.</translation>
    </message>
    <message>
        <source>The pasted picture cannot be kept ({reason}); free some space, or paste it into another program and save it as a file.</source>
        <translation>L’immagine incollata non si può conservare ({reason}); liberare spazio, oppure incollarla in un altro programma e salvarla come file.</translation>
    </message>
    <message>
        <source>The decision could not be recorded in {folder} ({reason}); it stays in Notes as a draft. See to that folder and record again.</source>
        <translation>Non è stato possibile registrare la decisione in {folder} ({reason}); resta in Note come bozza. Controllare quella cartella e registrare di nuovo.</translation>
    </message>
    <message>
        <source>The decisions recorded on this image cannot be read from {folder} ({reason}); see to that folder and open the image again.</source>
        <translation>Non si possono leggere da {folder} le decisioni registrate su questa immagine ({reason}); controllare quella cartella e aprire di nuovo l’immagine.</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>Scritto: {name}</translation>
    </message>
    <message>
        <source>There is not enough memory to draw the views at the image&apos;s size; close other programs and try again.</source>
        <translation>La memoria non basta per disegnare le viste alla grandezza dell’immagine; chiudere altri programmi e riprovare.</translation>
    </message>
    <message>
        <source>The disk that holds {folder} is full; free some space or choose another folder.</source>
        <translation>Il disco che contiene {folder} è pieno; liberare spazio o scegliere un’altra cartella.</translation>
    </message>
    <message>
        <source>Nothing may be written to {folder}; choose another folder.</source>
        <translation>In {folder} non si può scrivere; scegliere un’altra cartella.</translation>
    </message>
    <message>
        <source>The folder {folder} is not there any more; choose another.</source>
        <translation>La cartella {folder} non c’è più; sceglierne un’altra.</translation>
    </message>
    <message>
        <source>The files cannot be written to {folder} ({reason}); choose another folder.</source>
        <translation>Non si possono scrivere i file in {folder} ({reason}); scegliere un’altra cartella.</translation>
    </message>
    <message>
        <source>gen.</source>
        <translation>gen.</translation>
    </message>
    <message>
        <source>novelty {times} × limit, out of scope</source>
        <translation>novità {times} × il limite, fuori ambito</translation>
    </message>
    <message>
        <source>novelty {times} × limit</source>
        <translation>novità {times} × il limite</translation>
    </message>
    <message>
        <source>Below {low}: real. Above {high}: generated. Between the two: inconclusive.</source>
        <translation>Sotto {low}: reale. Sopra {high}: generato. Tra i due: non conclusivo.</translation>
    </message>
    <message>
        <source>This model has no decision thresholds.</source>
        <translation>Questo modello non ha soglie di decisione.</translation>
    </message>
    <message>
        <source>no thresholds</source>
        <translation>nessuna soglia</translation>
    </message>
    <message>
        <source>Hide this section</source>
        <translation>Nascondi questa sezione</translation>
    </message>
    <message>
        <source>Show this section</source>
        <translation>Mostra questa sezione</translation>
    </message>
    <message>
        <source>Not tested yet.

The image is compressed as JPEG, reduced and blurred, as happens when it is posted again. Each changed image is judged anew, from the segmentation to both scores; where the picture as a whole is judged, the face is looked for anew, too.</source>
        <translation>Prova non ancora eseguita.

L’immagine viene compressa in JPEG, ridotta e sfocata, come accade quando la si ripubblica. Ogni immagine alterata viene giudicata da capo, dalla segmentazione fino a entrambi i punteggi; quando si giudica l’immagine nel suo insieme, si cerca da capo anche il volto.</translation>
    </message>
    <message>
        <source>Shaded: zones in which both classifiers decide alike; thin lines: the limits of each. Below the axis the verdict: triangle generated, circle real, diamond inconclusive, crossed ring no face judged.</source>
        <translation>Sfumato: le zone in cui entrambi i classificatori decidono allo stesso modo; linee sottili: i limiti di ciascuno. Sotto l’asse l’esito: triangolo generato, cerchio reale, rombo non conclusivo, anello barrato nessun volto giudicato.</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>Qualità JPEG</translation>
    </message>
    <message>
        <source>Size, % of width and height</source>
        <translation>Dimensioni, % di larghezza e altezza</translation>
    </message>
    <message>
        <source>Blur, standard deviation in px</source>
        <translation>Sfocatura, deviazione standard in px</translation>
    </message>
    <message>
        <source>Test the verdict</source>
        <translation>Metti alla prova l’esito</translation>
    </message>
    <message>
        <source>Compress, reduce and blur the image, and judge it anew each time</source>
        <translation>Comprime, riduce e sfoca l’immagine, e ogni volta la giudica da capo</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Prova in corso…</translation>
    </message>
    <message>
        <source>as is</source>
        <translation>com’è</translation>
    </message>
    <message>
        <source>{change}: {reason}</source>
        <translation>{change}: {reason}</translation>
    </message>
    <message>
        <source>{change}: with background {with_}, without background {without}; {verdict}. {reason}</source>
        <translation>{change}: con sfondo {with_}, senza sfondo {without}; {verdict}. {reason}</translation>
    </message>
    <message>
        <source>{change}: with background {with_}, without background {without}; {verdict}</source>
        <translation>{change}: con sfondo {with_}, senza sfondo {without}; {verdict}</translation>
    </message>
    <message>
        <source>JPEG quality {amount}</source>
        <translation>Qualità JPEG {amount}</translation>
    </message>
    <message>
        <source>{amount} % of width and height</source>
        <translation>{amount} % di larghezza e altezza</translation>
    </message>
    <message>
        <source>Blur of {amount} px</source>
        <translation>Sfocatura di {amount} px</translation>
    </message>
    <message>
        <source>As is</source>
        <translation>Com’è</translation>
    </message>
    <message>
        <source>Testing whether the verdict survives</source>
        <translation>Prova se l’esito resiste</translation>
    </message>
    <message>
        <source>File: {path}</source>
        <translation>File: {path}</translation>
    </message>
    <message>
        <source>SHA-256: {sha256}</source>
        <translation>SHA-256: {sha256}</translation>
    </message>
    <message>
        <source>Size: {width} × {height} px</source>
        <translation>Dimensioni: {width} × {height} px</translation>
    </message>
    <message>
        <source>Judged: face {number}, {width} × {height} px at {x}, {y}</source>
        <translation>Giudicato: volto {number}, {width} × {height} px in {x}, {y}</translation>
    </message>
    <message>
        <source>Support: {support}</source>
        <translation>Supporto: {support}</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Motivo: {reason}</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>Nota: {note}</translation>
    </message>
    <message>
        <source>Reading: {reading}</source>
        <translation>Lettura: {reading}</translation>
    </message>
    <message>
        <source>Known limits of the models:</source>
        <translation>Limiti noti dei modelli:</translation>
    </message>
    <message>
        <source>Engine: {engine}</source>
        <translation>Motore: {engine}</translation>
    </message>
    <message>
        <source>Program: GNG Desktop {version}</source>
        <translation>Programma: GNG Desktop {version}</translation>
    </message>
    <message>
        <source>{name}: {score} (no decision thresholds)</source>
        <translation>{name}: {score} (nessuna soglia di decisione)</translation>
    </message>
    <message>
        <source>{name}: {score} (scale 0 to 1; real below {low}, generated above {high})</source>
        <translation>{name}: {score} (scala da 0 a 1; reale sotto {low}, generato sopra {high})</translation>
    </message>
    <message>
        <source>{name}: {label} (SHA-256 of its manifest {sha256})</source>
        <translation>{name}: {label} (SHA-256 del manifesto {sha256})</translation>
    </message>
    <message>
        <source>{name}: {label}</source>
        <translation>{name}: {label}</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Volto</translation>
    </message>
    <message>
        <source>Judged part</source>
        <translation>Parte esaminata</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Motore</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durata</translation>
    </message>
    <message>
        <source>How far the face lies from the images this classifier was trained and tested on. Nearly all of those lie within 1 times the limit; above it the face is out of scope and the score must not be relied on. A face within the limit may still come from an unknown generator.</source>
        <translation>Quanto il volto dista dalle immagini su cui questo classificatore è stato addestrato e provato. Quasi tutte quelle stanno entro 1 volta il limite; al di sopra il volto è fuori ambito e non ci si deve fidare del punteggio. Un volto entro il limite può comunque venire da un generatore sconosciuto.</translation>
    </message>
    <message>
        <source>What the file says of itself; anyone can write or remove it, and it enters no score. Details are in the Provenance tab.</source>
        <translation>Ciò che il file dice di sé; chiunque può scriverlo o toglierlo, e non entra in nessun punteggio. I dettagli sono nella scheda Provenienza.</translation>
    </message>
    <message>
        <source>Verbal scale of the ENFSI guideline for evaluative reporting (2015). The weaker of the two classifiers decides, and no more is claimed than the held-out images back.</source>
        <translation>Scala verbale della linea guida ENFSI sulla refertazione valutativa (2015). Decide il più debole dei due classificatori, e non si afferma più di quanto giustifichino le immagini di test.</translation>
    </message>
    <message>
        <source>no conclusion</source>
        <translation>nessuna conclusione</translation>
    </message>
    <message>
        <source>no support</source>
        <translation>nessun supporto</translation>
    </message>
    <message>
        <source>weak support</source>
        <translation>supporto debole</translation>
    </message>
    <message>
        <source>moderate support</source>
        <translation>supporto moderato</translation>
    </message>
    <message>
        <source>moderately strong support</source>
        <translation>supporto moderatamente forte</translation>
    </message>
    <message>
        <source>strong support</source>
        <translation>supporto forte</translation>
    </message>
    <message>
        <source>very strong support</source>
        <translation>supporto molto forte</translation>
    </message>
    <message>
        <source>extremely strong support</source>
        <translation>supporto estremamente forte</translation>
    </message>
    <message>
        <source>What the scores rest on is not known yet: choose Regions as the method and press Explain (Ctrl+E) to read it here.</source>
        <translation>Su che cosa si basino i punteggi non è ancora noto: scegliere Regioni come metodo e premere Spiega (Ctrl+E) per leggerlo qui.</translation>
    </message>
    <message>
        <source>Score with background minus score without background.</source>
        <translation>Punteggio con sfondo meno punteggio senza sfondo.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lettura</translation>
    </message>
    <message>
        <source>Copy summary</source>
        <translation>Copia il riepilogo</translation>
    </message>
    <message>
        <source>Copy verdict, support, scores, thresholds and models as text for a report</source>
        <translation>Copia esito, supporto, punteggi, soglie e modelli come testo per un referto</translation>
    </message>
    <message>
        <source>Known limits</source>
        <translation>Limiti noti</translation>
    </message>
    <message>
        <source>Copy the SHA-256</source>
        <translation>Copia lo SHA-256</translation>
    </message>
    <message>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} px</translation>
    </message>
    <message>
        <source>{share} % of the image</source>
        <translation>{share} % dell’immagine</translation>
    </message>
    <message>
        <source>the whole image</source>
        <translation>l’intera immagine</translation>
    </message>
    <message>
        <source>{width} × {height} px at {x}, {y}</source>
        <translation>{width} × {height} px in {x}, {y}</translation>
    </message>
    <message>
        <source>face {number}: {part}</source>
        <translation>volto {number}: {part}</translation>
    </message>
    <message>
        <source>The networks saw this part; what lies outside counts as background.</source>
        <translation>Le reti hanno visto questa parte; ciò che sta fuori conta come sfondo.</translation>
    </message>
    <message>
        <source>The background moves the score by less than 0.01.</source>
        <translation>Lo sfondo sposta il punteggio di meno di 0.01.</translation>
    </message>
    <message>
        <source>The background moves the score by {moved}.</source>
        <translation>Lo sfondo sposta il punteggio di {moved}.</translation>
    </message>
    <message>
        <source>Both scores lie in the zone “{zone}”.</source>
        <translation>Entrambi i punteggi stanno nella zona “{zone}”.</translation>
    </message>
    <message>
        <source>With background the score lies in the zone “{first}”, without it in the zone “{second}”.</source>
        <translation>Con sfondo il punteggio sta nella zona “{first}”, senza nella zona “{second}”.</translation>
    </message>
    <message>
        <source>away from generated (blue)</source>
        <translation>lontano da generato (blu)</translation>
    </message>
    <message>
        <source>toward generated (red)</source>
        <translation>verso generato (rosso)</translation>
    </message>
    <message>
        <source>toward generated (orange)</source>
        <translation>verso generato (arancione)</translation>
    </message>
    <message>
        <source>responds little</source>
        <translation>risponde poco</translation>
    </message>
    <message>
        <source>responds strongly</source>
        <translation>risponde molto</translation>
    </message>
    <message>
        <source>Contribution of one pixel to the score; one scale for both maps.</source>
        <translation>Contributo di un pixel al punteggio; una sola scala per entrambe le mappe.</translation>
    </message>
    <message>
        <source>Contribution of one pixel to the log-odds of the score; one scale for both maps.</source>
        <translation>Contributo di un pixel ai log-odds del punteggio; una sola scala per entrambe le mappe.</translation>
    </message>
    <message>
        <source>Relative weight of one pixel, which adds up to nothing; one scale for both maps.</source>
        <translation>Peso relativo di un pixel, la cui somma non ha significato; una sola scala per entrambe le mappe.</translation>
    </message>
    <message>
        <source>score per pixel</source>
        <translation>punteggio per pixel</translation>
    </message>
    <message>
        <source>log-odds per pixel</source>
        <translation>log-odds per pixel</translation>
    </message>
    <message>
        <source>relative weight</source>
        <translation>peso relativo</translation>
    </message>
    <message>
        <source>Colour scale of the maps</source>
        <translation>Scala dei colori delle mappe</translation>
    </message>
    <message>
        <source>{first} {low} to {last} {high}</source>
        <translation>da {first} {low} a {last} {high}</translation>
    </message>
    <message>
        <source>Opacity of the overlay, percent</source>
        <translation>Opacità della sovrapposizione, percento</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>Contorni</translation>
    </message>
    <message>
        <source>Draw the borders of the classes instead of their areas</source>
        <translation>Disegna i bordi delle classi invece delle loro aree</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Sovrapposizione</translation>
    </message>
    <message>
        <source>Show {name} in the overlay</source>
        <translation>Mostra {name} nella sovrapposizione</translation>
    </message>
    <message>
        <source>not in this image</source>
        <translation>non in questa immagine</translation>
    </message>
    <message>
        <source>{share} of the pixels; contribution of the region “{region}” {first} with background, {second} without</source>
        <translation>{share} dei pixel; contributo della regione “{region}” {first} con sfondo, {second} senza</translation>
    </message>
    <message>
        <source>View: {title}</source>
        <translation>Vista: {title}</translation>
    </message>
    <message>
        <source>{title}. Choose what this pane shows</source>
        <translation>{title}. Scegliere che cosa mostra questo riquadro</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Originale</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>Segmentazione</translation>
    </message>
    <message>
        <source>Stripped</source>
        <translation>Senza sfondo</translation>
    </message>
    <message>
        <source>Background only</source>
        <translation>Solo sfondo</translation>
    </message>
    <message>
        <source>SHAP with background</source>
        <translation>SHAP con sfondo</translation>
    </message>
    <message>
        <source>SHAP without background</source>
        <translation>SHAP senza sfondo</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>Nessuna immagine</translation>
    </message>
    <message>
        <source>{method} without background</source>
        <translation>{method} senza sfondo</translation>
    </message>
    <message>
        <source>{method} with background</source>
        <translation>{method} con sfondo</translation>
    </message>
    <message>
        <source>{title} (partial)</source>
        <translation>{title} (parziale)</translation>
    </message>
    <message>
        <source>{method} {first} with, {second} without</source>
        <translation>{method} {first} con, {second} senza</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Impostazioni</translation>
    </message>
    <message>
        <source>The models will be loaded anew.</source>
        <translation>I modelli saranno caricati di nuovo.</translation>
    </message>
    <message>
        <source>“{setting}” takes effect at the next start.</source>
        <translation>“{setting}” avrà effetto dal prossimo avvio.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Scegli…</translation>
    </message>
    <message>
        <source>Choose: {name}</source>
        <translation>Scegli: {name}</translation>
    </message>
    <message>
        <source>⚠  There is no such folder; choose another, or leave this empty.</source>
        <translation>⚠  Questa cartella non esiste; sceglierne un’altra o lasciare vuoto.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aspetto</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Calcolo</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Chiaro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Scuro</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>Il migliore che c’è</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>First GPU</source>
        <translation>Prima GPU</translation>
    </message>
    <message>
        <source>Second GPU</source>
        <translation>Seconda GPU</translation>
    </message>
    <message>
        <source>Third GPU</source>
        <translation>Terza GPU</translation>
    </message>
    <message>
        <source>Fourth GPU</source>
        <translation>Quarta GPU</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Sfocatura</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Nero</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>Colore medio</translation>
    </message>
    <message>
        <source>Log-odds of the score</source>
        <translation>Log-odds del punteggio</translation>
    </message>
    <message>
        <source>Red and blue</source>
        <translation>Rosso e blu</translation>
    </message>
    <message>
        <source>Orange and blue, safe for the colour-blind</source>
        <translation>Arancione e blu, adatti ai daltonici</translation>
    </message>
    <message>
        <source>As in Mut1ny</source>
        <translation>Come in Mut1ny</translation>
    </message>
    <message>
        <source>Safe for the colour-blind</source>
        <translation>Adatti ai daltonici</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Light or dark; the ground of the pictures is the same in both.</source>
        <translation>Chiaro o scuro; il fondo delle immagini è lo stesso in entrambi.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Lingua</translation>
    </message>
    <message>
        <source>The language of the window.</source>
        <translation>La lingua della finestra.</translation>
    </message>
    <message>
        <source>Colours of maps</source>
        <translation>Colori delle mappe</translation>
    </message>
    <message>
        <source>The first colour moves the score toward generated, the second away.</source>
        <translation>Il primo colore sposta il punteggio verso generato, il secondo nel senso opposto.</translation>
    </message>
    <message>
        <source>Colours of classes</source>
        <translation>Colori delle classi</translation>
    </message>
    <message>
        <source>Of the segmentation on the screen; files carry the colours of Mut1ny.</source>
        <translation>Della segmentazione sullo schermo; i file portano i colori di Mut1ny.</translation>
    </message>
    <message>
        <source>Outlines instead of colours</source>
        <translation>Contorni invece dei colori</translation>
    </message>
    <message>
        <source>Draw the borders of the classes and leave the picture as it is.</source>
        <translation>Disegna i bordi delle classi e lascia l’immagine com’è.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>What the networks run on. The best there is: the first GPU, else the CPU.</source>
        <translation>Su che cosa girano le reti. Il migliore che c’è: la prima GPU, altrimenti la CPU.</translation>
    </message>
    <message>
        <source>CPU threads</source>
        <translation>Thread della CPU</translation>
    </message>
    <message>
        <source>How many threads of the CPU the networks use.</source>
        <translation>Quanti thread della CPU usano le reti.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tutti</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>Cartella dei modelli</translation>
    </message>
    <message>
        <source>Searched for models first; empty means only the usual places.</source>
        <translation>È la prima in cui si cercano i modelli; vuoto vuol dire soltanto i posti consueti.</translation>
    </message>
    <message>
        <source>The usual places</source>
        <translation>I posti consueti</translation>
    </message>
    <message>
        <source>Analyse all images of the list</source>
        <translation>Analizza tutte le immagini dell’elenco</translation>
    </message>
    <message>
        <source>In the background, while you look at one of them.</source>
        <translation>In secondo piano, mentre se ne guarda una.</translation>
    </message>
    <message>
        <source>How an image is explained unless you choose another method.</source>
        <translation>Come si spiega un’immagine se non si sceglie un altro metodo.</translation>
    </message>
    <message>
        <source>Hidden pixels become</source>
        <translation>I pixel nascosti diventano</translation>
    </message>
    <message>
        <source>What SHAP puts in the place of the pixels it hides.</source>
        <translation>Che cosa mette SHAP al posto dei pixel che nasconde.</translation>
    </message>
    <message>
        <source>Classifier calls that SHAP spends on one map: more is finer and slower.</source>
        <translation>Chiamate al classificatore che SHAP spende per una mappa: di più è più fine e più lento.</translation>
    </message>
    <message>
        <source>Contributions in</source>
        <translation>Contributi in</translation>
    </message>
    <message>
        <source>What SHAP and regions share out; the log-odds tell more of a sure score.</source>
        <translation>Che cosa ripartiscono SHAP e regioni; i log-odds dicono di più di un punteggio sicuro.</translation>
    </message>
    <message>
        <source>The analysis</source>
        <translation>L’analisi</translation>
    </message>
    <message>
        <source>Reading the facts of the file</source>
        <translation>Lettura dei dati del file</translation>
    </message>
    <message>
        <source>The explanation</source>
        <translation>La spiegazione</translation>
    </message>
    <message>
        <source>The test of the maps</source>
        <translation>La verifica delle mappe</translation>
    </message>
    <message>
        <source>The stress test</source>
        <translation>La prova di robustezza</translation>
    </message>
    <message>
        <source>The analysis of the list</source>
        <translation>L’analisi dell’elenco</translation>
    </message>
    <message>
        <source>Reading what the files state</source>
        <translation>Lettura di ciò che i file dichiarano</translation>
    </message>
    <message>
        <source>Looking for decisions</source>
        <translation>Ricerca delle decisioni</translation>
    </message>
    <message>
        <source>Reading the decisions</source>
        <translation>La lettura delle decisioni</translation>
    </message>
    <message>
        <source>Recording the decision</source>
        <translation>Registrazione della decisione</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>ancora pochi secondi</translation>
    </message>
    <message>
        <source>about {seconds} s left</source>
        <translation>ancora circa {seconds} s</translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <translation>ancora circa {minutes} min</translation>
    </message>
    <message>
        <source>about {hours} h {minutes} min left</source>
        <translation>ancora circa {hours} h {minutes} min</translation>
    </message>
    <message>
        <source>The user guide is not installed; install the program again to read it here.</source>
        <translation>La guida all’uso non è installata; installare di nuovo il programma per leggerla qui.</translation>
    </message>
    <message>
        <source>{what} stopped on an unexpected error; please try again, and send in the details if it happens again.</source>
        <translation>{what}: interruzione per un errore imprevisto; riprovare e, se si ripete, inviare i dettagli.</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>Nuovo caso</translation>
    </message>
    <message>
        <source>These facts stand in every report and cannot be changed later.</source>
        <translation>Questi dati compaiono in ogni rapporto e non si possono cambiare in seguito.</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Titolo</translation>
    </message>
    <message>
        <source>&amp;Reference</source>
        <translation>&amp;Riferimento</translation>
    </message>
    <message>
        <source>&amp;Examiner</source>
        <translation>&amp;Esaminatore</translation>
    </message>
    <message>
        <source>The file cannot be written ({reason}); choose another folder.</source>
        <translation>Il file non può essere scritto ({reason}); scegliere un’altra cartella.</translation>
    </message>
    <message>
        <source>Checking the case</source>
        <translation>Controllo del caso</translation>
    </message>
    <message>
        <source>Checking the images of the case</source>
        <translation>Controllo delle immagini del caso</translation>
    </message>
    <message>
        <source>Adding to the case</source>
        <translation>Aggiunta al caso</translation>
    </message>
    <message>
        <source>Gathering the report</source>
        <translation>Raccolta dei dati del rapporto</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Scrittura del rapporto</translation>
    </message>
    <message>
        <source>Cases (*{suffix})</source>
        <translation>Casi (*{suffix})</translation>
    </message>
    <message>
        <source>Making the case</source>
        <translation>La creazione del caso</translation>
    </message>
    <message>
        <source>Cases (*{suffix});;All files (*)</source>
        <translation>Casi (*{suffix});;Tutti i file (*)</translation>
    </message>
    <message>
        <source>Open a case</source>
        <translation>Apri un caso</translation>
    </message>
    <message>
        <source>Opening the case</source>
        <translation>L’apertura del caso</translation>
    </message>
    <message>
        <source>This case was changed outside of the program: {first}</source>
        <translation>Questo caso è stato modificato fuori dal programma: {first}</translation>
    </message>
    <message>
        <source>{path} is no longer the image in this case; obtain the original.</source>
        <translation>{path} non è più l’immagine che sta in questo caso; procurarsi l’originale.</translation>
    </message>
    <message>
        <source>{count} files are no longer the images in this case, {path} for one; obtain the originals.</source>
        <translation>{count} file non sono più le immagini che stanno in questo caso, per esempio {path}; procurarsi gli originali.</translation>
    </message>
    <message>
        <source>The dates in the log run backwards: {first}</source>
        <translation>Le date nel registro vanno a ritroso: {first}</translation>
    </message>
    <message>
        <source>One image of the case is not found on this machine</source>
        <translation>Un’immagine del caso non si trova su questo computer</translation>
    </message>
    <message>
        <source>{count} images of the case are not found on this machine</source>
        <translation>{count} immagini del caso non si trovano su questo computer</translation>
    </message>
    <message>
        <source>{name} is in the case “{title}”</source>
        <translation>{name} è nel caso “{title}”</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;HTML (*.html)</source>
        <translation>PDF (*.pdf);;HTML (*.html)</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>Scrivi un rapporto</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Il rapporto</translation>
    </message>
    <message>
        <source>Report written: {path}</source>
        <translation>Rapporto scritto: {path}</translation>
    </message>
    <message>
        <source>This is neither a folder nor a list of files (.txt or .csv); choose one of them.</source>
        <translation>Questo non è né una cartella né un elenco di file (.txt o .csv); scegliere l’una o l’altro.</translation>
    </message>
    <message>
        <source>There is no such folder or list of files; choose another.</source>
        <translation>Questa cartella o questo elenco di file non esiste; sceglierne un altro.</translation>
    </message>
    <message>
        <source>The CSV would be written into the folder that is scanned; evidence is best left as it is.</source>
        <translation>Il CSV verrebbe scritto nella cartella che si scansiona; i reperti è meglio lasciarli come sono.</translation>
    </message>
    <message>
        <source>Choose where the CSV is written.</source>
        <translation>Scegliere dove scrivere il CSV.</translation>
    </message>
    <message>
        <source>A scan has been written here before. Choose another name, or start anew and replace it.</source>
        <translation>Qui è già stata scritta una scansione. Scegliere un altro nome, oppure ricominciare e sostituirla.</translation>
    </message>
    <message>
        <source>The record of an unfinished scan for this CSV is damaged or empty. Start anew, or choose another name.</source>
        <translation>Il registro di una scansione non terminata per questo CSV è danneggiato o vuoto. Ricominciare, oppure scegliere un altro nome.</translation>
    </message>
    <message>
        <source>An unfinished scan for this CSV was begun in a terminal, with names seen from its folder. Go on with it there, or start anew and lose it.</source>
        <translation>Una scansione non terminata per questo CSV è stata iniziata in un terminale, con nomi visti dalla sua cartella. Riprenderla lì, oppure ricominciare e perderla.</translation>
    </message>
    <message>
        <source>An unfinished scan of {source} for this CSV was begun on {when}; one file is done. Go on with it as it was begun, or start anew and lose it.</source>
        <translation>Una scansione non terminata di {source} per questo CSV è stata iniziata il {when}; un file è fatto. Riprenderla com’era stata iniziata, oppure ricominciare e perderlo.</translation>
    </message>
    <message>
        <source>An unfinished scan of {source} for this CSV was begun on {when}; {files:,} files are done. Go on with it as it was begun, or start anew and lose them.</source>
        <translation>Una scansione non terminata di {source} per questo CSV è stata iniziata il {when}; {files:,} file sono fatti. Riprenderla com’era stata iniziata, oppure ricominciare e perderli.</translation>
    </message>
    <message>
        <source>What is scanned, and how</source>
        <translation>Che cosa si scansiona, e come</translation>
    </message>
    <message>
        <source>Folder or list of files</source>
        <translation>Cartella o elenco di file</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Cartella…</translation>
    </message>
    <message>
        <source>Choose a folder to scan</source>
        <translation>Scegliere una cartella da scansionare</translation>
    </message>
    <message>
        <source>List…</source>
        <translation>Elenco…</translation>
    </message>
    <message>
        <source>Choose a list of files to scan</source>
        <translation>Scegliere un elenco di file da scansionare</translation>
    </message>
    <message>
        <source>A .txt or .csv that names one file a line</source>
        <translation>Un .txt o .csv che nomina un file per riga</translation>
    </message>
    <message>
        <source>Include the folders inside</source>
        <translation>Includi le cartelle al suo interno</translation>
    </message>
    <message>
        <source>CSV to write</source>
        <translation>CSV da scrivere</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Salva come…</translation>
    </message>
    <message>
        <source>Choose the CSV to write</source>
        <translation>Scegliere il CSV da scrivere</translation>
    </message>
    <message>
        <source>The largest face of each image</source>
        <translation>Il volto più grande di ogni immagine</translation>
    </message>
    <message>
        <source>Every face, with a row for each</source>
        <translation>Ogni volto, con una riga per ciascuno</translation>
    </message>
    <message>
        <source>Every picture of a file (pages, animations)</source>
        <translation>Ogni immagine di un file (pagine, animazioni)</translation>
    </message>
    <message>
        <source>Explain regions</source>
        <translation>Spiega per regioni</translation>
    </message>
    <message>
        <source>Adds the background&apos;s share in each score; takes seconds a file.</source>
        <translation>Aggiunge la quota dello sfondo in ciascun punteggio; richiede alcuni secondi per file.</translation>
    </message>
    <message>
        <source>Files judged at a time</source>
        <translation>File giudicati per volta</translation>
    </message>
    <message>
        <source>Drop it here, or choose it</source>
        <translation>Trascinare qui, o scegliere</translation>
    </message>
    <message>
        <source>Proposed once there is something to scan</source>
        <translation>Proposto appena c’è qualcosa da scansionare</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Si giudica</translation>
    </message>
    <message>
        <source>Device: {device} (see Settings)</source>
        <translation>Dispositivo: {device} (vedi Impostazioni)</translation>
    </message>
    <message>
        <source>Looking at the places</source>
        <translation>Controllo delle posizioni</translation>
    </message>
    <message>
        <source>Lists of files ({patterns});;All files (*)</source>
        <translation>Elenchi di file ({patterns});;Tutti i file (*)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Preparing the scan</source>
        <translation>Preparazione della scansione</translation>
    </message>
    <message>
        <source>Scanning {name}</source>
        <translation>Scansione di {name}</translation>
    </message>
    <message>
        <source>The scan is paused</source>
        <translation>La scansione è in pausa</translation>
    </message>
    <message>
        <source>{name}, picture {frame}</source>
        <translation>{name}, immagine {frame}</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>intero</translation>
    </message>
    <message>
        <source>SHA-256 of the CSV</source>
        <translation>SHA-256 del CSV</translation>
    </message>
    <message>
        <source>Copy hash</source>
        <translation>Copia l’hash</translation>
    </message>
    <message>
        <source>Open the folder of the CSV</source>
        <translation>Apri la cartella del CSV</translation>
    </message>
    <message>
        <source>Show errors</source>
        <translation>Mostra gli errori</translation>
    </message>
    <message>
        <source>Done: {csv}</source>
        <translation>Fatto: {csv}</translation>
    </message>
    <message>
        <source>One file in {time}.</source>
        <translation>Un file in {time}.</translation>
    </message>
    <message>
        <source>{files:,} files in {time}.</source>
        <translation>{files:,} file in {time}.</translation>
    </message>
    <message>
        <source>The CSV has {rows:,} rows.</source>
        <translation>Il CSV ha {rows:,} righe.</translation>
    </message>
    <message>
        <source>One of them is an error: its row says what is wrong.</source>
        <translation>Una è un errore: la riga dice che cosa non va.</translation>
    </message>
    <message>
        <source>{n:,} of them are errors: their rows say what is wrong.</source>
        <translation>{n:,} sono errori: le righe dicono che cosa non va.</translation>
    </message>
    <message>
        <source>One has the same bytes as another one.</source>
        <translation>Uno ha gli stessi byte di un altro.</translation>
    </message>
    <message>
        <source>{n:,} have the same bytes as another one.</source>
        <translation>{n:,} hanno gli stessi byte di un altro.</translation>
    </message>
    <message>
        <source>One line of the list names a file a second time.</source>
        <translation>Una riga dell’elenco nomina un file per la seconda volta.</translation>
    </message>
    <message>
        <source>{n:,} lines of the list name a file a second time.</source>
        <translation>{n:,} righe dell’elenco nominano un file per la seconda volta.</translation>
    </message>
    <message>
        <source>One folder inside was not entered.</source>
        <translation>In una cartella interna non si è entrati.</translation>
    </message>
    <message>
        <source>{n:,} folders inside were not entered.</source>
        <translation>In {n:,} cartelle interne non si è entrati.</translation>
    </message>
    <message>
        <source>Rows of the scan</source>
        <translation>Righe della scansione</translation>
    </message>
    <message>
        <source>&amp;Open in Analyse</source>
        <translation>&amp;Apri in Analisi</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>&amp;Copia il percorso</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Volti</translation>
    </message>
    <message>
        <source>The search for faces</source>
        <translation>La ricerca dei volti</translation>
    </message>
    <message>
        <source>The analysis of the face</source>
        <translation>L’analisi del volto</translation>
    </message>
    <message>
        <source>The analysis of the faces</source>
        <translation>L’analisi dei volti</translation>
    </message>
    <message>
        <source>Looking for faces</source>
        <translation>Ricerca dei volti</translation>
    </message>
    <message>
        <source>Judging face {number}</source>
        <translation>Esame del volto {number}</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>non applicabile</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallita</translation>
    </message>
    <message>
        <source>Face {number}: not judged yet</source>
        <translation>Volto {number}: non ancora giudicato</translation>
    </message>
    <message>
        <source>Face {number}: {verdict}. {reason}</source>
        <translation>Volto {number}: {verdict}. {reason}</translation>
    </message>
    <message>
        <source>Face {number}: {verdict}, score with background {first}, without background {second}</source>
        <translation>Volto {number}: {verdict}, punteggio con sfondo {first}, senza sfondo {second}</translation>
    </message>
    <message>
        <source>Face {number}</source>
        <translation>Volto {number}</translation>
    </message>
    <message>
        <source>not judged yet</source>
        <translation>non ancora giudicato</translation>
    </message>
    <message>
        <source>The file: generated, because face {number} is.</source>
        <translation>Il file: generato, perché lo è il volto {number}.</translation>
    </message>
    <message>
        <source>The file: inconclusive, because face {number} is and no face is generated.</source>
        <translation>Il file: non conclusivo, perché lo è il volto {number} e nessun volto è generato.</translation>
    </message>
    <message>
        <source>The file: real, because every face that could be judged is.</source>
        <translation>Il file: reale, perché lo è ogni volto che si è potuto giudicare.</translation>
    </message>
    <message>
        <source>The file: no verdict, because no face could be judged.</source>
        <translation>Il file: nessun esito, perché non si è potuto giudicare alcun volto.</translation>
    </message>
    <message>
        <source>The file: no verdict, because the analysis of face {number} failed.</source>
        <translation>Il file: nessun esito, perché l’analisi del volto {number} è fallita.</translation>
    </message>
    <message>
        <source>What is judged</source>
        <translation>Che cosa si giudica</translation>
    </message>
    <message>
        <source>Judge the previous face</source>
        <translation>Giudica il volto precedente</translation>
    </message>
    <message>
        <source>Judge the next face</source>
        <translation>Giudica il volto successivo</translation>
    </message>
    <message>
        <source>Judge every face</source>
        <translation>Giudica ogni volto</translation>
    </message>
    <message>
        <source>Every face</source>
        <translation>Ogni volto</translation>
    </message>
    <message>
        <source>score with and without background</source>
        <translation>punteggio con e senza sfondo</translation>
    </message>
    <message>
        <source>As a whole, the picture is judged by face {number}.</source>
        <translation>Nel suo insieme l’immagine è giudicata in base al volto {number}.</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Immagine intera</translation>
    </message>
    <message>
        <source>Face {number} of {count}</source>
        <translation>Volto {number} di {count}</translation>
    </message>
    <message>
        <source>1 face is too small to judge: the square around a face must be at least {least} px wide.</source>
        <translation>1 volto è troppo piccolo per essere giudicato: il quadrato intorno a un volto deve essere largo almeno {least} px.</translation>
    </message>
    <message>
        <source>{count} faces are too small to judge: the square around a face must be at least {least} px wide.</source>
        <translation>{count} volti sono troppo piccoli per essere giudicati: il quadrato intorno a un volto deve essere largo almeno {least} px.</translation>
    </message>
    <message>
        <source>Judge face {number}</source>
        <translation>Giudica il volto {number}</translation>
    </message>
    <message>
        <source>Face {number}: {verdict}</source>
        <translation>Volto {number}: {verdict}</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>Schede</translation>
    </message>
    <message>
        <source>{work}: {step}</source>
        <translation>{work}: {step}</translation>
    </message>
    <message>
        <source>The work ended by itself before it was done, as it does where the memory does not suffice; close other programs and try again.</source>
        <translation>Il lavoro si è interrotto da sé prima di essere finito, come accade quando la memoria non basta; chiudere altri programmi e riprovare.</translation>
    </message>
    <message>
        <source>{file} cannot be read or written ({reason}); check the place and try again.</source>
        <translation>{file} non si può leggere o scrivere ({reason}); controllare la posizione e riprovare.</translation>
    </message>
    <message>
        <source>▲ higher</source>
        <translation>▲ più alto</translation>
    </message>
    <message>
        <source>▼ lower</source>
        <translation>▼ più basso</translation>
    </message>
    <message>
        <source>≈ within the intervals</source>
        <translation>≈ entro gli intervalli</translation>
    </message>
    <message>
        <source>Held against</source>
        <translation>Rispetto a</translation>
    </message>
    <message>
        <source>Export the comparison…</source>
        <translation>Esporta il confronto…</translation>
    </message>
    <message>
        <source>Write tables and curves into a folder</source>
        <translation>Scrive tabelle e curve in una cartella</translation>
    </message>
    <message>
        <source>About the comparison</source>
        <translation>Sul confronto</translation>
    </message>
    <message>
        <source>Only where the intervals are apart</source>
        <translation>Solo dove gli intervalli sono disgiunti</translation>
    </message>
    <message>
        <source>Figures side by side</source>
        <translation>Risultati a confronto</translation>
    </message>
    <message>
        <source>What differs in the recipes</source>
        <translation>Che cosa differisce nelle ricette</translation>
    </message>
    <message>
        <source>What differs in data and program</source>
        <translation>Che cosa differisce nei dati e nel programma</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>Curve di apprendimento</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Curve</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Risultati</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Ricetta</translation>
    </message>
    <message>
        <source>Data and program</source>
        <translation>Dati e programma</translation>
    </message>
    <message>
        <source>{count} runs compared</source>
        <translation>{count} run a confronto</translation>
    </message>
    <message>
        <source>The comparison</source>
        <translation>Il confronto</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>Nulla differisce.</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Voce</translation>
    </message>
    <message>
        <source>{apart} of {held} figures lie outside each other&apos;s intervals; within them no difference is shown.</source>
        <translation>{apart} misure su {held} stanno ciascuna fuori dall’intervallo dell’altra; dentro gli intervalli non risulta alcuna differenza.</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>Immagini di test</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Misura</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>Esporta il confronto</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Matrice di confusione</translation>
    </message>
    <message>
        <source>{share:.1%} of the pixels of {true} were found to be {named}</source>
        <translation>{share:.1%} dei pixel di {true} è stato classificato come {named}</translation>
    </message>
    <message>
        <source>{count:,} of {total:,} images that are {true} were called {named} ({share:.1%})</source>
        <translation>Di {total:,} immagini con verità “{true}”, {count:,} sono dette “{named}” ({share:.1%})</translation>
    </message>
    <message>
        <source>found</source>
        <translation>trovata</translation>
    </message>
    <message>
        <source>true</source>
        <translation>vera</translation>
    </message>
    <message>
        <source>Learning curve: {name}</source>
        <translation>Curva di apprendimento: {name}</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validazione</translation>
    </message>
    <message>
        <source>training</source>
        <translation>addestramento</translation>
    </message>
    <message>
        <source>best epoch</source>
        <translation>epoca migliore</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>epoca</translation>
    </message>
    <message>
        <source>Epoch {epoch}</source>
        <translation>Epoca {epoch}</translation>
    </message>
    <message>
        <source>validation {validation}, training {training}</source>
        <translation>validazione {validation}, addestramento {training}</translation>
    </message>
    <message>
        <source>{run}: {value} on the validation images at the best epoch, {epoch}</source>
        <translation>{run}: {value} sulle immagini di validazione all’epoca migliore, {epoch}</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Accuratezza</translation>
    </message>
    <message>
        <source>The curves begin with the first epoch.</source>
        <translation>Le curve iniziano con la prima epoca.</translation>
    </message>
    <message>
        <source>Left and right keys read the figures of each epoch</source>
        <translation>I tasti sinistra e destra leggono i valori di ciascuna epoca</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoca</translation>
    </message>
    <message>
        <source>The drawing</source>
        <translation>Il disegno</translation>
    </message>
    <message>
        <source>Looking at the data set</source>
        <translation>Esame del dataset</translation>
    </message>
    <message>
        <source>Reading the index</source>
        <translation>Lettura dell’indice</translation>
    </message>
    <message>
        <source>Drawing images</source>
        <translation>Scelta delle immagini</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Importazione</translation>
    </message>
    <message>
        <source>This folder is part of the data set; choose one outside, which stays as it is.</source>
        <translation>Questa cartella fa parte del dataset; sceglierne una al di fuori, e il dataset resta com’è.</translation>
    </message>
    <message>
        <source>Checking the images</source>
        <translation>Controllo delle immagini</translation>
    </message>
    <message>
        <source>Choose the images to learn from, or drop their folder here</source>
        <translation>Scegliere le immagini da cui imparare, o trascinare qui la loro cartella</translation>
    </message>
    <message>
        <source>Images per source, class and split</source>
        <translation>Immagini per fonte, classe e suddivisione</translation>
    </message>
    <message>
        <source>Classes of the masks</source>
        <translation>Classi delle maschere</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Cartella dei dati</translation>
    </message>
    <message>
        <source>The folder of the index</source>
        <translation>La cartella dell’indice</translation>
    </message>
    <message>
        <source>Recipes name their files relative to this folder, first weights too.</source>
        <translation>Le ricette nominano i loro file rispetto a questa cartella, e così i pesi iniziali.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Ricontrolla</translation>
    </message>
    <message>
        <source>Go on to the recipe</source>
        <translation>Vai alla ricetta</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Dataset</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Immagini</translation>
    </message>
    <message>
        <source>Hash of the case</source>
        <translation>Hash del caso</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Facoltativo</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Controllo</translation>
    </message>
    <message>
        <source>This hash stands for all that is recorded in the case so far. Write it down and keep it away from the case: only with it can you prove that nothing was changed.</source>
        <translation>Questo hash rappresenta tutto ciò che finora è registrato nel caso. Annotarlo e conservarlo lontano dal caso: solo con esso si può provare che nulla è stato modificato.</translation>
    </message>
    <message>
        <source>Hash noted earlier</source>
        <translation>Hash annotato in precedenza</translation>
    </message>
    <message>
        <source>The case is not what it was when this was noted: {problem}</source>
        <translation>Il caso non è più quello di quando questo hash fu annotato: {problem}</translation>
    </message>
    <message>
        <source>This is the hash of entry {entry} of {total}: nothing up to it was changed.</source>
        <translation>Questo è l’hash della voce {entry} di {total}: fino ad essa nulla è stato modificato.</translation>
    </message>
    <message>
        <source>Stopped; press Enter in the field above to look again.</source>
        <translation>Interrotto; premere Invio nel campo sopra per guardare di nuovo.</translation>
    </message>
    <message>
        <source>The check was stopped: what it would have found is not known.</source>
        <translation>Il controllo è stato fermato: ciò che avrebbe trovato non è noto.</translation>
    </message>
    <message>
        <source>The import</source>
        <translation>L’importazione</translation>
    </message>
    <message>
        <source>The check</source>
        <translation>Il controllo</translation>
    </message>
    <message>
        <source>All of the index</source>
        <translation>Tutte quelle dell’indice</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Ancora nessuno</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nessuno</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Casuali</translation>
    </message>
    <message>
        <source>{name}, lowest</source>
        <translation>{name}, minimo</translation>
    </message>
    <message>
        <source>{name}, highest</source>
        <translation>{name}, massimo</translation>
    </message>
    <message>
        <source>Keras weights (*.h5);;All files (*)</source>
        <translation>Pesi di Keras (*.h5);;Tutti i file (*)</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>Pesi iniziali</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Scegli</translation>
    </message>
    <message>
        <source>{name}  ({count:,} images)</source>
        <translation>{name}  ({count:,} immagini)</translation>
    </message>
    <message>
        <source>All of each</source>
        <translation>Tutto di ciascuno</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Share of {name}</source>
        <translation>Quota di {name}</translation>
    </message>
    <message>
        <source>The estimate</source>
        <translation>La stima</translation>
    </message>
    <message>
        <source>Details of the failure</source>
        <translation>Dettagli del fallimento</translation>
    </message>
    <message>
        <source>Stops the training</source>
        <translation>Ferma l’addestramento</translation>
    </message>
    <message>
        <source>Spoils the result</source>
        <translation>Guasta il risultato</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Utile da sapere</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>width</source>
        <translation>larghezza</translation>
    </message>
    <message>
        <source>height</source>
        <translation>altezza</translation>
    </message>
    <message>
        <source>chroma sampling</source>
        <translation>campionamento della crominanza</translation>
    </message>
    <message>
        <source>bytes per pixel</source>
        <translation>byte per pixel</translation>
    </message>
    <message>
        <source>blockiness</source>
        <translation>effetto blocco</translation>
    </message>
    <message>
        <source>greyness</source>
        <translation>assenza di colore</translation>
    </message>
    <message>
        <source>Compress all images anew while training: on the page Recipe, under Augmentation, JPEG quality. Better still: obtain both classes in the same quality.</source>
        <translation>Ricomprimere tutte le immagini durante l’addestramento: nella pagina Ricetta, sotto Aumento dei dati, Qualità JPEG. Meglio ancora: procurarsi entrambe le classi nella stessa qualità.</translation>
    </message>
    <message>
        <source>Bring both classes to the same size, or reduce all images while training: on the page Recipe, under Augmentation, Reduced first to.</source>
        <translation>Portare entrambe le classi alla stessa grandezza, o ridurre tutte le immagini durante l’addestramento: nella pagina Ricetta, sotto Aumento dei dati, Prima ridotte a.</translation>
    </message>
    <message>
        <source>Turn a part of the images grey while training: on the page Recipe, under Augmentation, Share turned grey. Better still: balance grey and coloured images.</source>
        <translation>Rendere grigia una parte delle immagini durante l’addestramento: nella pagina Ricetta, sotto Aumento dei dati, Quota resa grigia. Meglio ancora: bilanciare immagini grigie e a colori.</translation>
    </message>
    <message>
        <source>1 file cannot be used</source>
        <translation>1 file non si può usare</translation>
    </message>
    <message>
        <source>{count:,} files cannot be used</source>
        <translation>{count:,} file non si possono usare</translation>
    </message>
    <message>
        <source>A training stops at such a file. Restore it, or take its row out of the index.</source>
        <translation>Un addestramento si ferma davanti a un file simile. Ripristinarlo, o togliere la sua riga dall’indice.</translation>
    </message>
    <message>
        <source>{file}: {reason}</source>
        <translation>{file}: {reason}</translation>
    </message>
    <message>
        <source>There is no test image</source>
        <translation>Non c’è alcuna immagine di test</translation>
    </message>
    <message>
        <source>A run can be trained, but not tested on this index.</source>
        <translation>Con questo indice una run si può addestrare, ma non sottoporre al test.</translation>
    </message>
    <message>
        <source>Give some images the split test, at best of persons that occur in no other split.</source>
        <translation>Assegnare ad alcune immagini la suddivisione test, meglio se di persone che non compaiono in altre suddivisioni.</translation>
    </message>
    <message>
        <source>There is no training image</source>
        <translation>Non c’è alcuna immagine di addestramento</translation>
    </message>
    <message>
        <source>There is no validation image</source>
        <translation>Non c’è alcuna immagine di validazione</translation>
    </message>
    <message>
        <source>Without them no epoch can be trained.</source>
        <translation>Senza di esse non si può addestrare alcuna epoca.</translation>
    </message>
    <message>
        <source>Without them no epoch can be compared with another.</source>
        <translation>Senza di esse non si può confrontare un’epoca con un’altra.</translation>
    </message>
    <message>
        <source>Change the column split of the index: about 60 % train, 20 % val, 20 % test.</source>
        <translation>Cambiare la colonna split dell’indice: circa 60 % train, 20 % val, 20 % test.</translation>
    </message>
    <message>
        <source>No generated image for {split}</source>
        <translation>Nessuna immagine generata di {split}</translation>
    </message>
    <message>
        <source>No real image for {split}</source>
        <translation>Nessuna immagine reale di {split}</translation>
    </message>
    <message>
        <source>A classifier can only be trained on both classes.</source>
        <translation>Un classificatore si può addestrare solo su entrambe le classi.</translation>
    </message>
    <message>
        <source>How well both classes are told apart cannot be measured on this split.</source>
        <translation>Su questa suddivisione non si può misurare quanto bene si distinguano le due classi.</translation>
    </message>
    <message>
        <source>Add images of this class, or join this index with another one that has them.</source>
        <translation>Aggiungere immagini di questa classe, o unire questo indice a un altro che ne abbia.</translation>
    </message>
    <message>
        <source>1 image for {split} also occurs for {other}</source>
        <translation>1 immagine di {split} compare anche tra quelle di {other}</translation>
    </message>
    <message>
        <source>{count:,} images for {split} also occur for {other}</source>
        <translation>{count:,} immagini di {split} compaiono anche tra quelle di {other}</translation>
    </message>
    <message>
        <source>{file} is nearly the same as {twin}. What was learned by heart would be taken for skill.</source>
        <translation>{file} è quasi uguale a {twin}. Ciò che è stato imparato a memoria sarebbe preso per capacità.</translation>
    </message>
    <message>
        <source>Nothing to do: a training leaves them out by itself, unless the recipe says otherwise.</source>
        <translation>Nulla da fare: un addestramento le esclude da sé, a meno che la ricetta non dica altrimenti.</translation>
    </message>
    <message>
        <source>Take one of each pair out of the index, at best the one for {split}.</source>
        <translation>Togliere dall’indice una immagine di ciascuna coppia, meglio se quella di {split}.</translation>
    </message>
    <message>
        <source>Images for {split}: {real:.4g} for real and {fake:.4g} for generated ones on average, AUC {auc:.2f} (0.50 says nothing, 1.00 all). The network may learn this instead of the face, and its test would not show it.</source>
        <translation>Immagini di {split}: in media {real:.4g} per le reali e {fake:.4g} per le generate, AUC {auc:.2f} (0.50 non dice nulla, 1.00 tutto). La rete potrebbe imparare questo invece del volto, e il suo test non lo mostrerebbe.</translation>
    </message>
    <message>
        <source>Images for {split}: {real:.4g} for real and {fake:.4g} for generated ones on average, AUC {auc:.2f} (0.50 says nothing, 1.00 all). There are so few images that this may be chance.</source>
        <translation>Immagini di {split}: in media {real:.4g} per le reali e {fake:.4g} per le generate, AUC {auc:.2f} (0.50 non dice nulla, 1.00 tutto). Le immagini sono così poche che può essere un caso.</translation>
    </message>
    <message>
        <source>Real or generated can be told by {trait} alone</source>
        <translation>Reale o generato si riconosce già da questo solo dato: {trait}</translation>
    </message>
    <message>
        <source>Left and right seem exchanged in 1 mask</source>
        <translation>Destra e sinistra sembrano scambiate in 1 maschera</translation>
    </message>
    <message>
        <source>Left and right seem exchanged in {count:,} masks</source>
        <translation>Destra e sinistra sembrano scambiate in {count:,} maschere</translation>
    </message>
    <message>
        <source>Such as {file}. Perhaps it was mirrored with its image; eyes, eyebrows and ears would be learned on the wrong side.</source>
        <translation>Per esempio {file}. Forse è stata specchiata con la sua immagine; occhi, sopracciglia e orecchie verrebbero appresi dal lato sbagliato.</translation>
    </message>
    <message>
        <source>Mend these masks, or take their rows out of the index.</source>
        <translation>Correggere queste maschere, o togliere le loro righe dall’indice.</translation>
    </message>
    <message>
        <source>1 file is listed more than once</source>
        <translation>1 file è elencato più di una volta</translation>
    </message>
    <message>
        <source>{count:,} files are listed more than once</source>
        <translation>{count:,} file sono elencati più di una volta</translation>
    </message>
    <message>
        <source>Such as {file}. It counts as often as it is listed.</source>
        <translation>Per esempio {file}. Conta tante volte quante è elencato.</translation>
    </message>
    <message>
        <source>Take the repeated rows out of the index.</source>
        <translation>Togliere dall’indice le righe ripetute.</translation>
    </message>
    <message>
        <source>1 image is in two indexes</source>
        <translation>1 immagine è in due indici</translation>
    </message>
    <message>
        <source>{count:,} images are in two indexes</source>
        <translation>{count:,} immagini sono in due indici</translation>
    </message>
    <message>
        <source>Such as {file}. It would be seen twice as often.</source>
        <translation>Per esempio {file}. Verrebbe vista il doppio delle volte.</translation>
    </message>
    <message>
        <source>Take them out of one of the indexes.</source>
        <translation>Toglierle da uno degli indici.</translation>
    </message>
    <message>
        <source>Nothing was found: no leak between the splits, and no trivial difference between the classes.</source>
        <translation>Nulla è stato trovato: nessun travaso tra le suddivisioni, e nessuna differenza banale tra le classi.</translation>
    </message>
    <message>
        <source>Rarely used</source>
        <translation>Usati di rado</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importa</translation>
    </message>
    <message>
        <source>A table of the images is made in a folder of its own, with what must be converted or cut out. The data set itself is only read.</source>
        <translation>Si crea una tabella delle immagini in una cartella a parte, con ciò che va convertito o ritagliato. Il dataset stesso viene solo letto.</translation>
    </message>
    <message>
        <source>Import into</source>
        <translation>Importa in</translation>
    </message>
    <message>
        <source>All; or some, with commas between</source>
        <translation>Tutti; o alcuni, separati da virgole</translation>
    </message>
    <message>
        <source>Keep the outlines of the faces as masks</source>
        <translation>Conserva i contorni dei volti come maschere</translation>
    </message>
    <message>
        <source>Images that bring no split get one, 60/20/20: the same seed gives the same split.</source>
        <translation>Le immagini che non portano una suddivisione ne ricevono una, 60/20/20: lo stesso seme dà la stessa suddivisione.</translation>
    </message>
    <message>
        <source>Replace an earlier import there</source>
        <translation>Sostituisci lì un’importazione precedente</translation>
    </message>
    <message>
        <source>Read images outside the data set too</source>
        <translation>Leggi anche le immagini fuori dal dataset</translation>
    </message>
    <message>
        <source>Generators</source>
        <translation>Generatori</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Categorie</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>Seme della suddivisione</translation>
    </message>
    <message>
        <source>Imported {taken:,} images.</source>
        <translation>Importate {taken:,} immagini.</translation>
    </message>
    <message>
        <source>Imported {taken:,} images; 1 was left out.</source>
        <translation>Importate {taken:,} immagini; 1 è stata tralasciata.</translation>
    </message>
    <message>
        <source>Imported {taken:,} images; {skipped:,} were left out.</source>
        <translation>Importate {taken:,} immagini; {skipped:,} sono state tralasciate.</translation>
    </message>
    <message>
        <source>… and others, all of them in {file}.</source>
        <translation>… e altri, tutti in {file}.</translation>
    </message>
    <message>
        <source>It is first tested anew on the images in {data}, which takes some minutes; then it is installed, with its card and hashes, as {target}.</source>
        <translation>Prima la si sottopone di nuovo al test sulle immagini in {data}, il che richiede alcuni minuti; poi il modello viene installato, con scheda e hash, come {target}.</translation>
    </message>
    <message>
        <source>There is no {role} yet.</source>
        <translation>Non c’è ancora alcun {role}.</translation>
    </message>
    <message>
        <source>It takes the place of {label}, which is kept: Roll back… brings it back.</source>
        <translation>Prende il posto di {label}, che viene conservato: Ripristina… lo riporta in uso.</translation>
    </message>
    <message>
        <source>It is used instead of {label}, which stays where it is: Roll back… brings it back.</source>
        <translation>Si usa al posto di {label}, che resta dov’è: Ripristina… lo riporta in uso.</translation>
    </message>
    <message>
        <source>This run: {figure}</source>
        <translation>Questa run: {figure}</translation>
    </message>
    <message>
        <source>Model in use: {figure}</source>
        <translation>Modello in uso: {figure}</translation>
    </message>
    <message>
        <source>The classifiers in use were tested with the segmenter in use now; their figures do not hold for another.</source>
        <translation>I classificatori in uso sono stati sottoposti al test con il segmentatore ora in uso; con un altro i loro risultati non valgono.</translation>
    </message>
    <message>
        <source>Use run {run} as the {role}?</source>
        <translation>Usare la run {run} come {role}?</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>Usa questo modello</translation>
    </message>
    <message>
        <source>From then on {label} is used.</source>
        <translation>Da quel momento si usa {label}.</translation>
    </message>
    <message>
        <source>{label} is kept; rolling back once more brings it back.</source>
        <translation>{label} viene conservato; un altro ripristino lo riporta in uso.</translation>
    </message>
    <message>
        <source>Go back to the previous {role}?</source>
        <translation>Tornare al {role} precedente?</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Ripristina</translation>
    </message>
    <message>
        <source>{name}: no figure</source>
        <translation>{name}: nessun valore</translation>
    </message>
    <message>
        <source>{name}: {value:.3f}</source>
        <translation>{name}: {value:.3f}</translation>
    </message>
    <message>
        <source>{name}: {value:.3f}, 95 % interval {low:.3f} to {high:.3f}</source>
        <translation>{name}: {value:.3f}, intervallo al 95 % da {low:.3f} a {high:.3f}</translation>
    </message>
    <message>
        <source>Mistakes, the worst first</source>
        <translation>Casi errati, prima i peggiori</translation>
    </message>
    <message>
        <source>Find mistakes</source>
        <translation>Cerca i casi errati</translation>
    </message>
    <message>
        <source>Run the network over the test images and show those it gets most wrong</source>
        <translation>Passa le immagini di test alla rete e mostra quelle su cui sbaglia di più</translation>
    </message>
    <message>
        <source> images</source>
        <translation> immagini</translation>
    </message>
    <message>
        <source>How many mistakes</source>
        <translation>Quanti casi errati</translation>
    </message>
    <message>
        <source>With SHAP maps</source>
        <translation>Con mappe SHAP</translation>
    </message>
    <message>
        <source>With the wrong pixels</source>
        <translation>Con i pixel errati</translation>
    </message>
    <message>
        <source>Also draw which pixels are of a wrong class, in orange</source>
        <translation>Disegna anche, in arancione, quali pixel sono di una classe errata</translation>
    </message>
    <message>
        <source>Also draw what in the picture moves the score; takes longer</source>
        <translation>Disegna anche che cosa nell’immagine sposta il punteggio; richiede più tempo</translation>
    </message>
    <message>
        <source>The mistakes of this run were not looked for yet.</source>
        <translation>I casi errati di questa run non sono ancora stati cercati.</translation>
    </message>
    <message>
        <source>The worst first; hover over one for its file.</source>
        <translation>Prima i peggiori; sostare con il puntatore su uno per leggerne il file.</translation>
    </message>
    <message>
        <source>The worst first; only {wrong} of these are wrong, the others are the least sure of the right ones.</source>
        <translation>Prima i peggiori; solo {wrong} di questi sono errati, gli altri sono i meno sicuri tra quelli giusti.</translation>
    </message>
    <message>
        <source>mean IoU {value}</source>
        <translation>IoU media {value}</translation>
    </message>
    <message>
        <source>✕ {truth}, score {score}</source>
        <translation>✕ {truth}, punteggio {score}</translation>
    </message>
    <message>
        <source>✓ {truth}, score {score}</source>
        <translation>✓ {truth}, punteggio {score}</translation>
    </message>
    <message>
        <source>Some of the images</source>
        <translation>Alcune delle immagini</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Maschere</translation>
    </message>
    <message>
        <source>Lay the masks over the images; stripes mean one of several classes</source>
        <translation>Sovrappone le maschere alle immagini; le strisce indicano una tra più classi</translation>
    </message>
    <message>
        <source>Other images</source>
        <translation>Altre immagini</translation>
    </message>
    <message>
        <source>Draw other images of every class, source and split</source>
        <translation>Estrae altre immagini di ogni classe, fonte e suddivisione</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>illeggibile</translation>
    </message>
    <message>
        <source>The training cannot be started ({reason}); please install the program again.</source>
        <translation>L’addestramento non si può avviare ({reason}); installare di nuovo il programma.</translation>
    </message>
    <message>
        <source>The training ended without saying why (exit code {code}); see the details.</source>
        <translation>L’addestramento è terminato senza dire perché (codice di uscita {code}); vedere i dettagli.</translation>
    </message>
    <message>
        <source>The training was ended by the system, perhaps for want of memory.</source>
        <translation>L’addestramento è stato terminato dal sistema, forse per mancanza di memoria.</translation>
    </message>
    <message>
        <source>The training crashed.</source>
        <translation>L’addestramento si è interrotto in modo anomalo.</translation>
    </message>
    <message>
        <source>Resume goes on behind epoch {epoch}.</source>
        <translation>Con Riprendi si continua dopo l’epoca {epoch}.</translation>
    </message>
    <message>
        <source>Try it again, with a smaller batch if that recurs.</source>
        <translation>Riprovare, con un batch più piccolo se si ripete.</translation>
    </message>
    <message>
        <source>Try it again.</source>
        <translation>Riprovare.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Coda</translation>
    </message>
    <message>
        <source>The folder of runs {folder} cannot be used ({why}); choose another one.</source>
        <translation>La cartella delle run {folder} non si può usare ({why}); sceglierne un’altra.</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Stima</translation>
    </message>
    <message>
        <source>Reading the run</source>
        <translation>Lettura della run</translation>
    </message>
    <message>
        <source>Goes on behind epoch {epoch} of {most}</source>
        <translation>Continua dopo l’epoca {epoch} di {most}</translation>
    </message>
    <message>
        <source>{word}, {epoch} of {most} epochs</source>
        <translation>{word}, {epoch} di {most} epoche</translation>
    </message>
    <message>
        <source>Queue of runs</source>
        <translation>Coda delle run</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Su</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Giù</translation>
    </message>
    <message>
        <source>Move up in the queue</source>
        <translation>Sposta in su nella coda</translation>
    </message>
    <message>
        <source>Train it earlier (Alt+Up)</source>
        <translation>La addestra prima (Alt+Su)</translation>
    </message>
    <message>
        <source>Move down in the queue</source>
        <translation>Sposta in giù nella coda</translation>
    </message>
    <message>
        <source>Train it later (Alt+Down)</source>
        <translation>La addestra dopo (Alt+Giù)</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>Togli dalla coda</translation>
    </message>
    <message>
        <source>Take it out of the queue; what is trained stays on disk (Del)</source>
        <translation>La toglie dalla coda; ciò che è addestrato resta su disco (Canc)</translation>
    </message>
    <message>
        <source>Hold the queue</source>
        <translation>Sospendi la coda</translation>
    </message>
    <message>
        <source>Start the queue</source>
        <translation>Avvia la coda</translation>
    </message>
    <message>
        <source>Let no other run start by itself; the one that is trained goes on</source>
        <translation>Nessun’altra run si avvia da sé; quella in addestramento continua</translation>
    </message>
    <message>
        <source>Train what waits, one run after the other</source>
        <translation>Addestra ciò che è in attesa, una run dopo l’altra</translation>
    </message>
    <message>
        <source>The queue is held: nothing else starts by itself.</source>
        <translation>La coda è sospesa: nient’altro si avvia da sé.</translation>
    </message>
    <message>
        <source>Nothing is trained until the queue is started.</source>
        <translation>Nulla viene addestrato finché non si avvia la coda.</translation>
    </message>
    <message>
        <source>The next run starts by itself.</source>
        <translation>La run successiva si avvia da sé.</translation>
    </message>
    <message>
        <source>Reading the recipes</source>
        <translation>Lettura delle ricette</translation>
    </message>
    <message>
        <source>The recipes are being read.</source>
        <translation>Le ricette sono in corso di lettura.</translation>
    </message>
    <message>
        <source>How long it takes on this machine is not known yet.</source>
        <translation>Quanto tempo richieda su questo computer non è ancora noto.</translation>
    </message>
    <message>
        <source>How long it takes on this machine is being measured…</source>
        <translation>Quanto tempo richieda su questo computer è in corso di misurazione…</translation>
    </message>
    <message>
        <source>The data folder holds no such index; choose one on the page Data.</source>
        <translation>La cartella dei dati non contiene questo indice; sceglierne uno nella pagina Dati.</translation>
    </message>
    <message>
        <source>The data folder holds no such index; leave this empty.</source>
        <translation>La cartella dei dati non contiene questo indice; lasciare vuoto.</translation>
    </message>
    <message>
        <source>The data folder holds no such file; choose another, or leave this empty.</source>
        <translation>La cartella dei dati non contiene questo file; sceglierne un altro o lasciare vuoto.</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>Carica…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Salva…</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>Aggiungi alla coda</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Avvia l’addestramento</translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation>Partire da</translation>
    </message>
    <message>
        <source>Read a recipe from a TOML file</source>
        <translation>Legge una ricetta da un file TOML</translation>
    </message>
    <message>
        <source>Write this recipe to a TOML file</source>
        <translation>Scrive questa ricetta in un file TOML</translation>
    </message>
    <message>
        <source>Measure a few steps on this machine; nothing is kept of them</source>
        <translation>Misura alcuni passi su questo computer; non se ne conserva nulla</translation>
    </message>
    <message>
        <source>On this machine: {words} (measured)</source>
        <translation>Su questo computer: {words} (misurato)</translation>
    </message>
    <message>
        <source>Set by the grid</source>
        <translation>Impostato dalla griglia</translation>
    </message>
    <message>
        <source>Varies: {values}</source>
        <translation>Varia: {values}</translation>
    </message>
    <message>
        <source>Looking for the files</source>
        <translation>Ricerca dei file</translation>
    </message>
    <message>
        <source>Queue {count} runs and their segmenters</source>
        <translation>Accoda {count} run e i loro segmentatori</translation>
    </message>
    <message>
        <source>There is no trained segmenter of this name yet: it must be trained before this recipe.</source>
        <translation>Non c’è ancora un segmentatore addestrato con questo nome: va addestrato prima di questa ricetta.</translation>
    </message>
    <message>
        <source>{field}: {sentence}</source>
        <translation>{field}: {sentence}</translation>
    </message>
    <message>
        <source>Load a recipe</source>
        <translation>Carica una ricetta</translation>
    </message>
    <message>
        <source>Recipes (*.toml);;All files (*)</source>
        <translation>Ricette (*.toml);;Tutti i file (*)</translation>
    </message>
    <message>
        <source>Loading the recipe</source>
        <translation>Caricamento della ricetta</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>Salva la ricetta</translation>
    </message>
    <message>
        <source>Saving the recipe</source>
        <translation>Salvataggio della ricetta</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>Salvata come {file}.</translation>
    </message>
    <message>
        <source>This is the inspector, which analyses, scans and reports.
Training needs the full build of GNG Desktop.</source>
        <translation>Questa è la versione inspector, che analizza, scansiona e redige rapporti.
L’addestramento richiede la versione completa di GNG Desktop.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Risultati</translation>
    </message>
    <message>
        <source>Steps of a training</source>
        <translation>Passi di un addestramento</translation>
    </message>
    <message>
        <source>Check of the data</source>
        <translation>Controllo dei dati</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>1 recipe queued</source>
        <translation>1 ricetta in coda</translation>
    </message>
    <message>
        <source>{count} recipes queued</source>
        <translation>{count} ricette in coda</translation>
    </message>
    <message>
        <source>at most {time}</source>
        <translation>al massimo {time}</translation>
    </message>
    <message>
        <source>{run} for {epochs} epochs of {epoch}</source>
        <translation>{run} per {epochs} epoche da {epoch}</translation>
    </message>
    <message>
        <source>{run} for {epochs} epochs of {epoch}, {memory} GB of memory</source>
        <translation>{run} per {epochs} epoche da {epoch}, {memory} GB di memoria</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modello</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dati</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Aumento dei dati</translation>
    </message>
    <message>
        <source>Optimisation</source>
        <translation>Ottimizzazione</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Compito</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>Che cosa si addestra</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seme</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>Backbone</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rete</translation>
    </message>
    <message>
        <source>Input side</source>
        <translation>Lato in ingresso</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Transfer from</source>
        <translation>Transfer da</translation>
    </message>
    <message>
        <source>Freeze the backbone</source>
        <translation>Congela la backbone</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Attivazione</translation>
    </message>
    <message>
        <source>Momentum of averages</source>
        <translation>Momentum delle medie</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Indice</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fonti</translation>
    </message>
    <message>
        <source>Label sets</source>
        <translation>Set di etichette</translation>
    </message>
    <message>
        <source>More real photos</source>
        <translation>Altre foto reali</translation>
    </message>
    <message>
        <source>Their label sets</source>
        <translation>Loro set di etichette</translation>
    </message>
    <message>
        <source>Leave out near-duplicates</source>
        <translation>Escludi i quasi duplicati</translation>
    </message>
    <message>
        <source>Share per epoch</source>
        <translation>Quota per epoca</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Riflessione</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Rotazione</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Traslazione</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Share compressed</source>
        <translation>Quota compressa</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Luminosità</translation>
    </message>
    <message>
        <source>Shear</source>
        <translation>Inclinazione</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Stiramento</translation>
    </message>
    <message>
        <source>Share turned and moved</source>
        <translation>Quota ruotata e spostata</translation>
    </message>
    <message>
        <source>Reduced first to</source>
        <translation>Prima ridotte a</translation>
    </message>
    <message>
        <source>Share turned grey</source>
        <translation>Quota resa grigia</translation>
    </message>
    <message>
        <source>Share blurred</source>
        <translation>Quota sfocata</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Tasso di apprendimento</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Andamento</translation>
    </message>
    <message>
        <source>Kept weights</source>
        <translation>Pesi conservati</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Pazienza</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>Pesi delle classi</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Warm-up</translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation>Precisione mista</translation>
    </message>
    <message>
        <source>What the run and its folder are called: letters, digits, dots, dashes and underscores.</source>
        <translation>Come si chiamano la run e la sua cartella: lettere, cifre, punti, trattini e trattini bassi.</translation>
    </message>
    <message>
        <source>What the network answers: a class for every pixel, or real or generated for the image.</source>
        <translation>Che cosa risponde la rete: una classe per ogni pixel, oppure reale o generato per l’immagine.</translation>
    </message>
    <message>
        <source>Starts everything that is drawn at random: the same seed and recipe give the same run.</source>
        <translation>Inizializza tutto ciò che è estratto a caso: stesso seme e stessa ricetta danno la stessa run.</translation>
    </message>
    <message>
        <source>The published network that reads the image; Xception and ResNet50 are the large and slow ones.</source>
        <translation>La rete pubblicata che legge l’immagine; Xception e ResNet50 sono quelle grandi e lente.</translation>
    </message>
    <message>
        <source>What lies behind the backbone: the published DeepLabV3+, or only the means of its features, which train faster.</source>
        <translation>Che cosa sta dietro la backbone: la DeepLabV3+ pubblicata, o soltanto le medie delle sue caratteristiche, che si addestrano più in fretta.</translation>
    </message>
    <message>
        <source>Images are brought to squares of this side: a larger one keeps finer traces and takes longer.</source>
        <translation>Le immagini si portano a quadrati di questo lato: uno più grande conserva tracce più fini e richiede più tempo.</translation>
    </message>
    <message>
        <source>A file with weights of the backbone, such as ImageNet&apos;s, in the data folder; without one the backbone starts at random, which needs far more images.</source>
        <translation>Un file con i pesi della backbone, per esempio quelli di ImageNet, nella cartella dei dati; senza, la backbone parte da pesi casuali e occorrono molte più immagini.</translation>
    </message>
    <message>
        <source>Whether a trained segmenter&apos;s weights are taken over, and whether its ASPP and decoder stay as they are.</source>
        <translation>Se si riprendono i pesi di un segmentatore addestrato, e se ASPP e decoder restano come sono.</translation>
    </message>
    <message>
        <source>The run whose best weights are taken over: a segmenter with the same backbone.</source>
        <translation>La run di cui si riprendono i pesi migliori: un segmentatore con la stessa backbone.</translation>
    </message>
    <message>
        <source>Train only what lies behind the backbone: faster, and usually less accurate.</source>
        <translation>Addestra solo ciò che sta dietro la backbone: più rapido, e di solito meno accurato.</translation>
    </message>
    <message>
        <source>What follows each batch normalisation of ASPP and decoder; the published network has nothing there.</source>
        <translation>Che cosa segue ogni batch normalisation di ASPP e decoder; la rete pubblicata lì non ha nulla.</translation>
    </message>
    <message>
        <source>How slowly the averages of batch normalisation follow; 0.95 suits small data sets.</source>
        <translation>Quanto lentamente seguono le medie della batch normalisation; 0.95 è adatto a piccoli dataset.</translation>
    </message>
    <message>
        <source>The table of images to learn from, in the data folder; the page Data makes and checks it.</source>
        <translation>La tabella delle immagini da cui imparare, nella cartella dei dati; la pagina Dati la crea e la controlla.</translation>
    </message>
    <message>
        <source>Only these sources of the index are used, real and generated ones; none named means all.</source>
        <translation>Si usano solo queste fonti dell’indice, reali e generate; se non se ne nomina alcuna, tutte.</translation>
    </message>
    <message>
        <source>Only masks of these label sets are used; at least one of them must name every class.</source>
        <translation>Si usano solo le maschere di questi set di etichette; almeno uno di essi deve nominare ogni classe.</translation>
    </message>
    <message>
        <source>An index of masks whose images, all real photos, join the real ones.</source>
        <translation>Un indice di maschere le cui immagini, tutte foto reali, si aggiungono a quelle reali.</translation>
    </message>
    <message>
        <source>The label sets of that index whose images are taken.</source>
        <translation>I set di etichette di quell’indice di cui si prendono le immagini.</translation>
    </message>
    <message>
        <source>Leave out training images that nearly equal validation or test images, which would make the figures too good.</source>
        <translation>Esclude le immagini di addestramento quasi uguali a immagini di validazione o di test, che renderebbero i risultati troppo buoni.</translation>
    </message>
    <message>
        <source>Face found by</source>
        <translation>Volto trovato da</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blocchi</translation>
    </message>
    <message>
        <source>What is tuned</source>
        <translation>Che cosa si addestra</translation>
    </message>
    <message>
        <source>Tuned blocks</source>
        <translation>Blocchi addestrati</translation>
    </message>
    <message>
        <source>Finished input side</source>
        <translation>Lato finale dell’ingresso</translation>
    </message>
    <message>
        <source>More face indexes</source>
        <translation>Altri indici di volti</translation>
    </message>
    <message>
        <source>Families</source>
        <translation>Famiglie</translation>
    </message>
    <message>
        <source>Held-out generators</source>
        <translation>Generatori esclusi</translation>
    </message>
    <message>
        <source>Held-out sources</source>
        <translation>Fonti escluse</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Bilanciamento</translation>
    </message>
    <message>
        <source>Images per source</source>
        <translation>Immagini per fonte</translation>
    </message>
    <message>
        <source>Images per epoch</source>
        <translation>Immagini per epoca</translation>
    </message>
    <message>
        <source>What is seen</source>
        <translation>Che cosa si vede</translation>
    </message>
    <message>
        <source>Scale of the crops</source>
        <translation>Scala dei ritagli</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Inquadratura</translation>
    </message>
    <message>
        <source>Off-centre</source>
        <translation>Fuori centro</translation>
    </message>
    <message>
        <source>The segmenter finds the parts of a face; classifiers tell real from generated, on the whole image, on the face alone, on the background alone, or by texture at native scale.</source>
        <translation>Il segmentatore trova le parti di un volto; i classificatori distinguono reale da generato, sull’immagine intera, sul solo volto, sul solo sfondo o in base alla tessitura in scala nativa.</translation>
    </message>
    <message>
        <source>The run whose segmenter finds the face and its background, trained before this one, or installed for the installed segmenter.</source>
        <translation>La run il cui segmentatore trova il volto e il suo sfondo, addestrata prima di questa; oppure “installed” per il segmentatore installato.</translation>
    </message>
    <message>
        <source>How many of the transformer&apos;s blocks are used, from the first.</source>
        <translation>Quanti blocchi del transformer si usano, a partire dal primo.</translation>
    </message>
    <message>
        <source>Whether the whole transformer is trained on, its normalisations, some blocks, or nothing but the head.</source>
        <translation>Se si riaddestra l’intero transformer, le sue normalizzazioni, alcuni blocchi o soltanto la testa.</translation>
    </message>
    <message>
        <source>The first and the last block that are trained on.</source>
        <translation>Il primo e l’ultimo dei blocchi che si riaddestrano.</translation>
    </message>
    <message>
        <source>Side of the finished network&apos;s input where it is trained on smaller crops.</source>
        <translation>Lato dell’ingresso della rete finita, quando la si addestra su ritagli più piccoli.</translation>
    </message>
    <message>
        <source>Indexes of faces that join the images, such as aligned reconstructions.</source>
        <translation>Indici di volti che si aggiungono alle immagini, come le ricostruzioni allineate.</translation>
    </message>
    <message>
        <source>Only generated faces of these families (gan, diffusion, edit) are used; none named means all.</source>
        <translation>Si usano solo i volti generati di queste famiglie (gan, diffusion, edit); se non se ne nomina alcuna, tutte.</translation>
    </message>
    <message>
        <source>Generators kept out of training and validation; patterns such as StyleGAN3* are allowed.</source>
        <translation>Generatori esclusi da addestramento e validazione; sono ammessi schemi con caratteri jolly come StyleGAN3*.</translation>
    </message>
    <message>
        <source>Sources kept out of training and validation; patterns are allowed.</source>
        <translation>Fonti escluse da addestramento e validazione; sono ammessi schemi con caratteri jolly.</translation>
    </message>
    <message>
        <source>Whether each epoch draws as many real as generated faces, and as many of each family.</source>
        <translation>Se ogni epoca estrae tanti volti reali quanti generati, e altrettanti di ciascuna famiglia.</translation>
    </message>
    <message>
        <source>At most so many real and so many generated faces of each source are drawn per epoch.</source>
        <translation>Numero massimo di volti reali, e di volti generati, estratti da ciascuna fonte per ogni epoca.</translation>
    </message>
    <message>
        <source>At most so many images are drawn per epoch, in all.</source>
        <translation>Numero massimo di immagini estratte in tutto per ogni epoca.</translation>
    </message>
    <message>
        <source>How much of a source, generator, family or label set each epoch draws, anew every time: less of what there is too much of.</source>
        <translation>Quanto di una fonte, di un generatore, di una famiglia o di un set di etichette si estrae a ogni epoca, ogni volta di nuovo: meno di ciò che è troppo abbondante.</translation>
    </message>
    <message>
        <source>The whole analysed part reduced to the input, or crops of it at about native scale.</source>
        <translation>L’intera parte analizzata ridotta all’ingresso, o ritagli di essa all’incirca in scala nativa.</translation>
    </message>
    <message>
        <source>The longest side to which the part is brought before a crop is cut out of it.</source>
        <translation>Il lato più lungo a cui si porta la parte prima di estrarne un ritaglio.</translation>
    </message>
    <message>
        <source>The analysed part is made larger or tighter by a factor from this range.</source>
        <translation>La parte analizzata viene allargata o ristretta di un fattore di questo intervallo.</translation>
    </message>
    <message>
        <source>The analysed part is moved by up to this share of its side.</source>
        <translation>La parte analizzata viene spostata al massimo di questa quota del suo lato.</translation>
    </message>
    <message>
        <source>Mirror half of the images; left and right classes change places with them.</source>
        <translation>Specchia metà delle immagini; le classi destra e sinistra si scambiano con esse.</translation>
    </message>
    <message>
        <source>Turn by up to this angle either way.</source>
        <translation>Ruota al massimo di questo angolo nell’uno e nell’altro verso.</translation>
    </message>
    <message>
        <source>Move by up to this share of the image in either direction.</source>
        <translation>Sposta al massimo di questa quota dell’immagine in ciascuna direzione.</translation>
    </message>
    <message>
        <source>Enlarge or reduce by a factor from this range; below 1 the face becomes smaller.</source>
        <translation>Ingrandisce o riduce di un fattore di questo intervallo; sotto 1 il volto diventa più piccolo.</translation>
    </message>
    <message>
        <source>Compress anew at a quality from this range, as happens when pictures are posted.</source>
        <translation>Ricomprime con una qualità di questo intervallo, come accade quando le immagini si pubblicano.</translation>
    </message>
    <message>
        <source>The share of the images that are compressed anew.</source>
        <translation>La quota delle immagini che vengono ricompresse.</translation>
    </message>
    <message>
        <source>Change brightness and contrast by up to this share.</source>
        <translation>Cambia luminosità e contrasto al massimo di questa quota.</translation>
    </message>
    <message>
        <source>Slant by up to this angle.</source>
        <translation>Inclina al massimo di questo angolo.</translation>
    </message>
    <message>
        <source>Enlarge one axis against the other by up to this share: the network&apos;s square input does so too.</source>
        <translation>Allunga un asse rispetto all’altro al massimo di questa quota: anche l’ingresso quadrato della rete lo fa.</translation>
    </message>
    <message>
        <source>The share of the images that are turned, moved, zoomed, slanted or stretched; the others keep their pixels.</source>
        <translation>La quota delle immagini che vengono ruotate, spostate, ingrandite, inclinate o stirate; le altre conservano i loro pixel.</translation>
    </message>
    <message>
        <source>Reduce larger images to a side from this range before anything else.</source>
        <translation>Prima di ogni altra cosa riduce le immagini più grandi a un lato di questo intervallo.</translation>
    </message>
    <message>
        <source>The share of the images that lose their colours.</source>
        <translation>La quota delle immagini che perdono i colori.</translation>
    </message>
    <message>
        <source>The share of the images that are blurred slightly.</source>
        <translation>La quota delle immagini che vengono leggermente sfocate.</translation>
    </message>
    <message>
        <source>How often the network sees the training images, at most.</source>
        <translation>Quante volte, al massimo, la rete vede le immagini di addestramento.</translation>
    </message>
    <message>
        <source>How many images are learned from at a time: a larger batch needs more memory.</source>
        <translation>Da quante immagini per volta si impara: un batch più grande richiede più memoria.</translation>
    </message>
    <message>
        <source>How large the steps are: too large and nothing is learned, too small and it takes long.</source>
        <translation>Quanto sono grandi i passi: troppo grandi e non si impara nulla, troppo piccoli e ci vuole molto tempo.</translation>
    </message>
    <message>
        <source>Whether the learning rate stays as it is or falls to zero along a cosine.</source>
        <translation>Se il tasso di apprendimento resta com’è o scende a zero lungo un coseno.</translation>
    </message>
    <message>
        <source>Which epoch&apos;s weights are kept: the best on the validation images, or the last.</source>
        <translation>Di quale epoca si conservano i pesi: la migliore sulle immagini di validazione, o l’ultima.</translation>
    </message>
    <message>
        <source>The run ends early after this many epochs without a better one.</source>
        <translation>La run termina in anticipo dopo questo numero di epoche senza una migliore.</translation>
    </message>
    <message>
        <source>Whether errors on rare classes count more: fully, by the square root, or not.</source>
        <translation>Se gli errori sulle classi rare contano di più: del tutto, secondo la radice quadrata, o no.</translation>
    </message>
    <message>
        <source>What the network is trained on: the first GPU if there is one, the CPU, or a GPU by its number.</source>
        <translation>Su che cosa si addestra la rete: la prima GPU se c’è, la CPU, o una GPU per numero.</translation>
    </message>
    <message>
        <source>Over so many epochs the learning rate rises to its value.</source>
        <translation>In questo numero di epoche il tasso di apprendimento sale al suo valore.</translation>
    </message>
    <message>
        <source>Compute in bfloat16 where that is faster, as on recent GPUs; CPUs become slower.</source>
        <translation>Calcola in bfloat16 dove è più rapido, come sulle GPU recenti; le CPU diventano più lente.</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>Classificazione</translation>
    </message>
    <message>
        <source>Background-only classifier</source>
        <translation>Classificatore di solo sfondo</translation>
    </message>
    <message>
        <source>Texture detector</source>
        <translation>Rilevatore di tessitura</translation>
    </message>
    <message>
        <source>MobileNetV2</source>
        <translation>MobileNetV2</translation>
    </message>
    <message>
        <source>MobileNetV2, expanded taps</source>
        <translation>MobileNetV2, strati espansi</translation>
    </message>
    <message>
        <source>MobileNetV3 Large</source>
        <translation>MobileNetV3 Large</translation>
    </message>
    <message>
        <source>ResNet50</source>
        <translation>ResNet50</translation>
    </message>
    <message>
        <source>Xception</source>
        <translation>Xception</translation>
    </message>
    <message>
        <source>CLIP ViT-B/16</source>
        <translation>CLIP ViT-B/16</translation>
    </message>
    <message>
        <source>DeepLabV3+</source>
        <translation>DeepLabV3+</translation>
    </message>
    <message>
        <source>Pooled features</source>
        <translation>Caratteristiche medie</translation>
    </message>
    <message>
        <source>Vision transformer</source>
        <translation>Vision transformer</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tutto</translation>
    </message>
    <message>
        <source>Normalisations</source>
        <translation>Normalizzazioni</translation>
    </message>
    <message>
        <source>Some blocks</source>
        <translation>Alcuni blocchi</translation>
    </message>
    <message>
        <source>The head</source>
        <translation>La testa</translation>
    </message>
    <message>
        <source>Segmenter, its ASPP and decoder frozen</source>
        <translation>Segmentatore, con ASPP e decoder congelati</translation>
    </message>
    <message>
        <source>Segmenter, all trained on</source>
        <translation>Segmentatore, tutto da riaddestrare</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>As they come</source>
        <translation>Così come sono</translation>
    </message>
    <message>
        <source>Classes and families</source>
        <translation>Classi e famiglie</translation>
    </message>
    <message>
        <source>The whole part</source>
        <translation>L’intera parte</translation>
    </message>
    <message>
        <source>Crops at native scale</source>
        <translation>Ritagli in scala nativa</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Costante</translation>
    </message>
    <message>
        <source>Falling along a cosine</source>
        <translation>In calo lungo un coseno</translation>
    </message>
    <message>
        <source>Lowest validation loss</source>
        <translation>Loss di validazione più bassa</translation>
    </message>
    <message>
        <source>Highest validation accuracy</source>
        <translation>Accuratezza di validazione più alta</translation>
    </message>
    <message>
        <source>Last epoch</source>
        <translation>Ultima epoca</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Bilanciati</translation>
    </message>
    <message>
        <source>Square root of balanced</source>
        <translation>Radice quadrata dei bilanciati</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>Lo stesso</translation>
    </message>
    <message>
        <source>The network&apos;s own</source>
        <translation>Quello della rete</translation>
    </message>
    <message>
        <source>Not compressed</source>
        <translation>Non ricompresse</translation>
    </message>
    <message>
        <source>Not reduced</source>
        <translation>Non ridotte</translation>
    </message>
    <message>
        <source>The recipe of the shipped segmenter. It comes first: the classifier without background needs a segmenter.</source>
        <translation>La ricetta del segmentatore fornito. Viene per prima: il classificatore senza sfondo ha bisogno di un segmentatore.</translation>
    </message>
    <message>
        <source>The recipe of the shipped with-background classifier, which sees the whole image.</source>
        <translation>La ricetta del classificatore con sfondo fornito, che vede l’immagine intera.</translation>
    </message>
    <message>
        <source>The recipe of the shipped without-background classifier, which sees the face on black.</source>
        <translation>La ricetta del classificatore senza sfondo fornito, che vede il volto sul nero.</translation>
    </message>
    <message>
        <source>Thesis table 4.3</source>
        <translation>Tabella 4.3 della tesi</translation>
    </message>
    <message>
        <source>A run for each of three backbones and three kinds of transfer, and the segmenters they start from. It takes much time where there is no GPU.</source>
        <translation>Una run per ciascuna di tre backbone e tre tipi di transfer, e i segmentatori da cui partono. Richiede molto tempo dove non c’è una GPU.</translation>
    </message>
    <message>
        <source>Quick try</source>
        <translation>Prova rapida</translation>
    </message>
    <message>
        <source>Two epochs on a tenth of the images: shows that data and recipe work, and how long an epoch takes. What it learns is no model to judge evidence with.</source>
        <translation>Due epoche su un decimo delle immagini: mostra che dati e ricetta funzionano, e quanto dura un’epoca. Ciò che impara non è un modello con cui giudicare reperti.</translation>
    </message>
    <message>
        <source>Reliability diagram</source>
        <translation>Diagramma di affidabilità</translation>
    </message>
    <message>
        <source>Scores {start:.1f} to {end:.1f}: no images</source>
        <translation>Punteggi da {start:.1f} a {end:.1f}: nessuna immagine</translation>
    </message>
    <message>
        <source>Scores {start:.1f} to {end:.1f}: {images:,} images, {share:.1%} of them generated</source>
        <translation>Punteggi da {start:.1f} a {end:.1f}: {images:,} immagini, {share:.1%} di esse generate</translation>
    </message>
    <message>
        <source>mean score</source>
        <translation>punteggio medio</translation>
    </message>
    <message>
        <source>share generated</source>
        <translation>quota generata</translation>
    </message>
    <message>
        <source>images</source>
        <translation>immagini</translation>
    </message>
    <message>
        <source>Tested</source>
        <translation>Testata</translation>
    </message>
    <message>
        <source>Not tested</source>
        <translation>Non testata</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Interrotta</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>In corso</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>Incompleta</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Danneggiata</translation>
    </message>
    <message>
        <source>Trained, and tested on the test images.</source>
        <translation>Addestrata, e sottoposta al test sulle immagini di test.</translation>
    </message>
    <message>
        <source>Trained, but not tested yet; press Test this run.</source>
        <translation>Addestrata, ma non ancora sottoposta al test; premere Esegui il test.</translation>
    </message>
    <message>
        <source>Ended by its user for good, and not tested yet; press Test this run.</source>
        <translation>Terminata definitivamente dall’utente, e non ancora sottoposta al test; premere Esegui il test.</translation>
    </message>
    <message>
        <source>Being trained: it has written something not long ago.</source>
        <translation>In addestramento: ha scritto qualcosa poco fa.</translation>
    </message>
    <message>
        <source>Paused or broken off; it can be gone on with.</source>
        <translation>In pausa o interrotta; si può riprendere.</translation>
    </message>
    <message>
        <source>Its files cannot be read.</source>
        <translation>I suoi file non si possono leggere.</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>Tessitura</translation>
    </message>
    <message>
        <source>segmenter</source>
        <translation>segmentatore</translation>
    </message>
    <message>
        <source>with-background classifier</source>
        <translation>classificatore con sfondo</translation>
    </message>
    <message>
        <source>without-background classifier</source>
        <translation>classificatore senza sfondo</translation>
    </message>
    <message>
        <source>background-only classifier</source>
        <translation>classificatore di solo sfondo</translation>
    </message>
    <message>
        <source>texture detector</source>
        <translation>rilevatore di tessitura</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>accuratezza</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>precisione</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>recall</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>MCC</source>
        <translation>MCC</translation>
    </message>
    <message>
        <source>Brier</source>
        <translation>Brier</translation>
    </message>
    <message>
        <source>Cllr (bits)</source>
        <translation>Cllr (bit)</translation>
    </message>
    <message>
        <source>ECE</source>
        <translation>ECE</translation>
    </message>
    <message>
        <source>called generated</source>
        <translation>dette generate</translation>
    </message>
    <message>
        <source>called real</source>
        <translation>dette reali</translation>
    </message>
    <message>
        <source>trained sources</source>
        <translation>fonti di addestramento</translation>
    </message>
    <message>
        <source>all sources</source>
        <translation>tutte le fonti</translation>
    </message>
    <message>
        <source>Loading Keras</source>
        <translation>Caricamento di Keras</translation>
    </message>
    <message>
        <source>Exporting the network</source>
        <translation>Esportazione della rete</translation>
    </message>
    <message>
        <source>Preparing the segmenter</source>
        <translation>Preparazione del segmentatore</translation>
    </message>
    <message>
        <source>Validation images</source>
        <translation>Immagini di validazione</translation>
    </message>
    <message>
        <source>Writing the figures</source>
        <translation>Scrittura dei risultati</translation>
    </message>
    <message>
        <source>Scope: training images</source>
        <translation>Ambito: immagini di addestramento</translation>
    </message>
    <message>
        <source>Scope: validation images</source>
        <translation>Ambito: immagini di validazione</translation>
    </message>
    <message>
        <source>Scope: test images</source>
        <translation>Ambito: immagini di test</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Immagini</translation>
    </message>
    <message>
        <source>Installing the model</source>
        <translation>Installazione del modello</translation>
    </message>
    <message>
        <source>IoU {name}</source>
        <translation>IoU {name}</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>Reading the runs</source>
        <translation>Lettura delle run</translation>
    </message>
    <message>
        <source>Reading the models</source>
        <translation>Lettura dei modelli</translation>
    </message>
    <message>
        <source>Reading the mistakes</source>
        <translation>Lettura dei casi errati</translation>
    </message>
    <message>
        <source>Reading the card</source>
        <translation>Lettura della scheda</translation>
    </message>
    <message>
        <source>Comparing the runs</source>
        <translation>Confronto delle run</translation>
    </message>
    <message>
        <source>Filling the tables</source>
        <translation>Compilazione delle tabelle</translation>
    </message>
    <message>
        <source>Table {number} cannot be filled because a run holds something else than a test&apos;s figures; test that run again.</source>
        <translation>La tabella {number} non si può compilare perché una run contiene altro che i risultati di un test; sottoporre di nuovo al test quella run.</translation>
    </message>
    <message>
        <source>Writing the table</source>
        <translation>Scrittura della tabella</translation>
    </message>
    <message>
        <source>Writing the comparison</source>
        <translation>Scrittura del confronto</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another.</source>
        <translation>{path} non può essere scritto ({reason}); sceglierne un altro.</translation>
    </message>
    <message>
        <source>Going back to the previous model</source>
        <translation>Ritorno al modello precedente</translation>
    </message>
    <message>
        <source>There are no runs here yet. Train a recipe, or choose the folder that holds your runs.</source>
        <translation>Qui non ci sono ancora run. Addestrare una ricetta, o scegliere la cartella che contiene le proprie run.</translation>
    </message>
    <message>
        <source>Select a run to see its curves and figures. Select several, with Ctrl or Shift, to compare them.</source>
        <translation>Selezionare una run per vederne curve e risultati. Selezionarne più d’una, con Ctrl o Maiusc, per confrontarle.</translation>
    </message>
    <message>
        <source>Folder of the runs</source>
        <translation>Cartella delle run</translation>
    </message>
    <message>
        <source>Data folder the runs were trained on</source>
        <translation>Cartella dei dati su cui le run sono state addestrate</translation>
    </message>
    <message>
        <source>Needed to test a run</source>
        <translation>Serve per il test di una run</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aggiorna</translation>
    </message>
    <message>
        <source>Read the runs again (F5)</source>
        <translation>Legge di nuovo le run (F5)</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>Tables of the thesis</source>
        <translation>Tabelle della tesi</translation>
    </message>
    <message>
        <source>Runs in</source>
        <translation>Run in</translation>
    </message>
    <message>
        <source>Data in</source>
        <translation>Dati in</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Lavoro in corso</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Scrittura</translation>
    </message>
    <message>
        <source>Reading the runs…</source>
        <translation>Lettura delle run…</translation>
    </message>
    <message>
        <source>Testing {run}</source>
        <translation>Test di {run}</translation>
    </message>
    <message>
        <source>The test</source>
        <translation>Il test</translation>
    </message>
    <message>
        <source>Run {run} is tested.</source>
        <translation>Il test della run {run} è completo.</translation>
    </message>
    <message>
        <source>Finding the mistakes of {run}</source>
        <translation>Ricerca dei casi errati di {run}</translation>
    </message>
    <message>
        <source>The search</source>
        <translation>La ricerca</translation>
    </message>
    <message>
        <source>The mistakes of run {run} are found.</source>
        <translation>I casi errati della run {run} sono stati trovati.</translation>
    </message>
    <message>
        <source>Making a model of {run}</source>
        <translation>Creazione di un modello da {run}</translation>
    </message>
    <message>
        <source>The publication</source>
        <translation>La pubblicazione</translation>
    </message>
    <message>
        <source>Run {run} is now the {role}: {label}, in {folder}.</source>
        <translation>La run {run} è ora il {role}: {label}, in {folder}.</translation>
    </message>
    <message>
        <source>Stopped; a model is installed whole or not at all.</source>
        <translation>Interrotto; un modello viene installato per intero o per nulla.</translation>
    </message>
    <message>
        <source>Going back</source>
        <translation>Ripristino</translation>
    </message>
    <message>
        <source>The {role} is {label} again.</source>
        <translation>Il {role} è di nuovo {label}.</translation>
    </message>
    <message>
        <source>The export</source>
        <translation>L’esportazione</translation>
    </message>
    <message>
        <source>Written: {place}</source>
        <translation>Scritto: {place}</translation>
    </message>
    <message>
        <source>About the run</source>
        <translation>Sulla run</translation>
    </message>
    <message>
        <source>Details of the run</source>
        <translation>Dettagli della run</translation>
    </message>
    <message>
        <source>No epoch is over yet: there are no curves to show.</source>
        <translation>Nessuna epoca è ancora conclusa: non ci sono curve da mostrare.</translation>
    </message>
    <message>
        <source>Test figures</source>
        <translation>Risultati di test</translation>
    </message>
    <message>
        <source>IoU per class</source>
        <translation>IoU per classe</translation>
    </message>
    <message>
        <source>Verdict zones per source</source>
        <translation>Zone di esito per fonte</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Scheda del modello</translation>
    </message>
    <message>
        <source>Test figures with 95 % intervals</source>
        <translation>Risultati di test con intervalli al 95 %</translation>
    </message>
    <message>
        <source>Curves and figures</source>
        <translation>Curve e risultati</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Errori</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Casi errati</translation>
    </message>
    <message>
        <source>Recipe and data</source>
        <translation>Ricetta e dati</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Scheda</translation>
    </message>
    <message>
        <source>Reliability, with 95 % intervals</source>
        <translation>Affidabilità, con intervalli al 95 %</translation>
    </message>
    <message>
        <source>IoU per class, with 95 % intervals</source>
        <translation>IoU per classe, con intervalli al 95 %</translation>
    </message>
    <message>
        <source>What is said of each source, with 95 % intervals</source>
        <translation>Che cosa si dice di ciascuna fonte, con intervalli al 95 %</translation>
    </message>
    <message>
        <source>This run is not tested yet: it has no figures on the test images.</source>
        <translation>Questa run non è ancora stata sottoposta al test: non ha risultati sulle immagini di test.</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>Intervallo 95 %</translation>
    </message>
    <message>
        <source>There is nothing to show before the run is tested.</source>
        <translation>Non c’è nulla da mostrare prima che la run sia sottoposta al test.</translation>
    </message>
    <message>
        <source>Images of the trained sources, divided at a score of 0.5</source>
        <translation>Immagini delle fonti di addestramento, divise al punteggio 0.5</translation>
    </message>
    <message>
        <source>Per cent of the pixels of the true class</source>
        <translation>Percentuale dei pixel della classe vera</translation>
    </message>
    <message>
        <source>trained on</source>
        <translation>di addestramento</translation>
    </message>
    <message>
        <source>not trained on</source>
        <translation>non di addestramento</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>Verità</translation>
    </message>
    <message>
        <source>Called generated</source>
        <translation>Dette generate</translation>
    </message>
    <message>
        <source>Called real</source>
        <translation>Dette reali</translation>
    </message>
    <message>
        <source>Reading the card…</source>
        <translation>Lettura della scheda…</translation>
    </message>
    <message>
        <source>There is no card before the run is tested.</source>
        <translation>Non c’è una scheda prima che la run sia sottoposta al test.</translation>
    </message>
    <message>
        <source>There is no card: another version of the program tested it.</source>
        <translation>Non c’è una scheda: il test è stato eseguito con un’altra versione del programma.</translation>
    </message>
    <message>
        <source>The card of the model in use that was made of this run</source>
        <translation>La scheda del modello in uso prodotto da questa run</translation>
    </message>
    <message>
        <source>What the card of a model made of this run would say; it is measured anew then</source>
        <translation>Che cosa direbbe la scheda di un modello prodotto da questa run; allora si misura di nuovo</translation>
    </message>
    <message>
        <source>No test mask holds this class.</source>
        <translation>Nessuna maschera di test contiene questa classe.</translation>
    </message>
    <message>
        <source>{pixels:,} pixels of it in the test masks</source>
        <translation>{pixels:,} suoi pixel nelle maschere di test</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>Immagini di addestramento</translation>
    </message>
    <message>
        <source>Data SHA-256</source>
        <translation>SHA-256 dei dati</translation>
    </message>
    <message>
        <source>Wall time</source>
        <translation>Tempo trascorso</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Inizio</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Fine</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>Spazio su disco</translation>
    </message>
    <message>
        <source>Model in use</source>
        <translation>Modello in uso</translation>
    </message>
    <message>
        <source>SHA-256 of its manifest</source>
        <translation>SHA-256 del suo manifesto</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parametri</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sì</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Averaged with the mirror image</source>
        <translation>Mediato con l’immagine specchiata</translation>
    </message>
    <message>
        <source>Real below</source>
        <translation>Reale sotto</translation>
    </message>
    <message>
        <source>Generated above</source>
        <translation>Generato sopra</translation>
    </message>
    <message>
        <source>Test this run</source>
        <translation>Esegui il test</translation>
    </message>
    <message>
        <source>Measure it on the test images of the data folder</source>
        <translation>La misura sulle immagini di test della cartella dei dati</translation>
    </message>
    <message>
        <source>Use this model…</source>
        <translation>Usa questo modello…</translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation>Ripristina…</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in uso</translation>
    </message>
    <message>
        <source>transfer {name}</source>
        <translation>transfer {name}</translation>
    </message>
    <message>
        <source>Test this run again</source>
        <translation>Ripeti il test</translation>
    </message>
    <message>
        <source>Make a model of it and use it as the {role}</source>
        <translation>Ne fa un modello e lo usa come {role}</translation>
    </message>
    <message>
        <source>Use {label} as the {role} again</source>
        <translation>Usa di nuovo {label} come {role}</translation>
    </message>
    <message>
        <source>The {role} in use has replaced no other model</source>
        <translation>Il {role} in uso non ne ha sostituito alcun altro</translation>
    </message>
    <message>
        <source>training, batch {batch:,} of {batches:,}</source>
        <translation>addestramento, batch {batch:,} di {batches:,}</translation>
    </message>
    <message>
        <source>validation, batch {batch:,} of {batches:,}</source>
        <translation>validazione, batch {batch:,} di {batches:,}</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ora</translation>
    </message>
    <message>
        <source>This epoch</source>
        <translation>Questa epoca</translation>
    </message>
    <message>
        <source>Whole run, at most</source>
        <translation>Intera run, al massimo</translation>
    </message>
    <message>
        <source>Loss so far</source>
        <translation>Loss finora</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>Immagini al secondo</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>Epoca migliore</translation>
    </message>
    <message>
        <source>Computed on</source>
        <translation>Calcolo su</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Avanzamento dell’addestramento</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>Ferma…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Riprendi</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Mostra cartella</translation>
    </message>
    <message>
        <source>Open the folder of this run</source>
        <translation>Apre la cartella di questa run</translation>
    </message>
    <message>
        <source>TensorBoard: {folder}</source>
        <translation>TensorBoard: {folder}</translation>
    </message>
    <message>
        <source>tensorboard --logdir {folder}</source>
        <translation>tensorboard --logdir {folder}</translation>
    </message>
    <message>
        <source>Go on with the training</source>
        <translation>Riprende l’addestramento</translation>
    </message>
    <message>
        <source>Pause the training</source>
        <translation>Mette in pausa l’addestramento</translation>
    </message>
    <message>
        <source>Wait after this batch; the memory stays in use</source>
        <translation>Aspetta dopo questo batch; la memoria resta occupata</translation>
    </message>
    <message>
        <source>Stop and keep best…</source>
        <translation>Ferma e tieni la migliore…</translation>
    </message>
    <message>
        <source>End the training; the weights of epoch {epoch}, the best, are kept</source>
        <translation>Termina l’addestramento; si conservano i pesi dell’epoca {epoch}, la migliore</translation>
    </message>
    <message>
        <source>End the training; no epoch is over yet that could be kept</source>
        <translation>Termina l’addestramento; nessuna epoca è ancora conclusa che si possa conservare</translation>
    </message>
    <message>
        <source>Go on behind epoch {epoch}</source>
        <translation>Continua dopo l’epoca {epoch}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Riprova</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>Avvia ora</translation>
    </message>
    <message>
        <source>Train it before all others that wait</source>
        <translation>La addestra prima di tutte le altre in attesa</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}</source>
        <translation>Epoca {epoch} di {epochs}</translation>
    </message>
    <message>
        <source>{epoch}, validation loss {loss}</source>
        <translation>{epoch}, loss di validazione {loss}</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Preparazione</translation>
    </message>
    <message>
        <source>Pausing after this batch</source>
        <translation>In pausa dopo questo batch</translation>
    </message>
    <message>
        <source>Stopping after this batch</source>
        <translation>Si ferma dopo questo batch</translation>
    </message>
    <message>
        <source>Ending after this batch</source>
        <translation>Termina dopo questo batch</translation>
    </message>
    <message>
        <source>Running in another program</source>
        <translation>In corso in un altro programma</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Terminata</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallita</translation>
    </message>
    <message>
        <source>Starting the program</source>
        <translation>Avvio del programma</translation>
    </message>
    <message>
        <source>Taking the device</source>
        <translation>Accesso al dispositivo</translation>
    </message>
    <message>
        <source>Looking for near-duplicates</source>
        <translation>Ricerca dei quasi duplicati</translation>
    </message>
    <message>
        <source>Finding faces</source>
        <translation>Ricerca dei volti</translation>
    </message>
    <message>
        <source>Building the network</source>
        <translation>Costruzione della rete</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Misurazione</translation>
    </message>
    <message>
        <source>The recipe cannot be trained</source>
        <translation>La ricetta non si può addestrare</translation>
    </message>
    <message>
        <source>The data cannot be used</source>
        <translation>I dati non si possono usare</translation>
    </message>
    <message>
        <source>A stored model cannot be used</source>
        <translation>Un modello conservato non si può usare</translation>
    </message>
    <message>
        <source>The device cannot be used</source>
        <translation>Il dispositivo non si può usare</translation>
    </message>
    <message>
        <source>Not enough memory</source>
        <translation>Memoria insufficiente</translation>
    </message>
    <message>
        <source>The disk cannot be written to</source>
        <translation>Sul disco non si può scrivere</translation>
    </message>
    <message>
        <source>The training diverged</source>
        <translation>L’addestramento è divergente</translation>
    </message>
    <message>
        <source>Stopped before there was anything to keep</source>
        <translation>Interrotta prima che ci fosse qualcosa da conservare</translation>
    </message>
    <message>
        <source>The program failed</source>
        <translation>Il programma ha fallito</translation>
    </message>
    <message>
        <source>{work}: {done:,} of {total:,} images</source>
        <translation>{work}: {done:,} di {total:,} immagini</translation>
    </message>
    <message>
        <source>{value:.1f} %</source>
        <translation>{value:.1f} %</translation>
    </message>
    <message>
        <source>Epoch {epoch}, the best</source>
        <translation>Epoca {epoch}, la migliore</translation>
    </message>
    <message>
        <source>loss {training} training, {validation} validation</source>
        <translation>loss {training} in addestramento, {validation} in validazione</translation>
    </message>
    <message>
        <source>accuracy {training} training, {validation} validation</source>
        <translation>accuratezza {training} in addestramento, {validation} in validazione</translation>
    </message>
    <message>
        <source>AUC {training} training, {validation} validation</source>
        <translation>AUC {training} in addestramento, {validation} in validazione</translation>
    </message>
    <message>
        <source>Choose data and a recipe on the pages before, and press Start. Curves, examples and the time left then appear here, while images can be analysed in the other tab as always.</source>
        <translation>Scegliere dati e ricetta nelle pagine precedenti, e premere Avvia l’addestramento. Curve, esempi e tempo rimanente compaiono allora qui, mentre nelle altre schede si possono analizzare immagini come sempre.</translation>
    </message>
    <message>
        <source>No training yet</source>
        <translation>Ancora nessun addestramento</translation>
    </message>
    <message>
        <source>A training is running; the folder of runs stays until it has ended.</source>
        <translation>È in corso un addestramento; la cartella delle run resta quella finché non è terminato.</translation>
    </message>
    <message>
        <source>It starts when the training that is running has ended</source>
        <translation>Si avvia quando l’addestramento in corso è terminato</translation>
    </message>
    <message>
        <source>A training is running and would spoil the estimate; make it when it has ended.</source>
        <translation>È in corso un addestramento e falserebbe la stima; farla quando è terminato.</translation>
    </message>
    <message>
        <source>Stop the training?</source>
        <translation>Fermare l’addestramento?</translation>
    </message>
    <message>
        <source>How is the training of {name} to end?</source>
        <translation>Come deve terminare l’addestramento di {name}?</translation>
    </message>
    <message>
        <source>Stopped, it ends with the weights of epoch {epoch}, the best so far, and a model can be made of it. Ended for now, it waits in the queue, to go on behind epoch {last}, the last that is over.</source>
        <translation>Se fermato, termina con i pesi dell’epoca {epoch}, la migliore finora, e se ne può produrre un modello. Se terminato per ora, aspetta nella coda di essere ripreso dopo l’epoca {last}, l’ultima conclusa.</translation>
    </message>
    <message>
        <source>Stop and keep best</source>
        <translation>Ferma e tieni la migliore</translation>
    </message>
    <message>
        <source>No epoch is over yet, so there is nothing to keep. It can be started again.</source>
        <translation>Nessuna epoca è ancora conclusa, quindi non c’è nulla da conservare. Si può avviare di nuovo.</translation>
    </message>
    <message>
        <source>End for now</source>
        <translation>Termina per ora</translation>
    </message>
    <message>
        <source>The training of {name} is finished</source>
        <translation>L’addestramento di {name} è terminato</translation>
    </message>
    <message>
        <source>{name}: {sentence}</source>
        <translation>{name}: {sentence}</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Ruolo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stato</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Scelta</translation>
    </message>
    <message>
        <source>Val. loss</source>
        <translation>Loss (val.)</translation>
    </message>
    <message>
        <source>Test figure [95 %]</source>
        <translation>Misura di test [95 %]</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>✓ marks the runs of which the models in use were made</source>
        <translation>✓ segna le run da cui sono stati prodotti i modelli in uso</translation>
    </message>
    <message>
        <source>Which weights of a segmenter it began with</source>
        <translation>Con quali pesi di un segmentatore è iniziata</translation>
    </message>
    <message>
        <source>Finished epochs, of at most so many</source>
        <translation>Epoche concluse, sul numero massimo</translation>
    </message>
    <message>
        <source>The epoch whose weights are kept</source>
        <translation>L’epoca di cui si conservano i pesi</translation>
    </message>
    <message>
        <source>Loss of the best epoch on the validation images</source>
        <translation>Loss dell’epoca migliore sulle immagini di validazione</translation>
    </message>
    <message>
        <source>On the test images of the sources it was trained on: the AUC of a classifier, the pixel accuracy of a segmenter</source>
        <translation>Sulle immagini di test delle fonti su cui è stata addestrata: la AUC di un classificatore, l’accuratezza sui pixel di un segmentatore</translation>
    </message>
    <message>
        <source>Wall time of all epochs</source>
        <translation>Tempo trascorso di tutte le epoche</translation>
    </message>
    <message>
        <source>When its last epoch ended</source>
        <translation>Quando è terminata l’ultima epoca</translation>
    </message>
    <message>
        <source>The {role} in use was made of this run.</source>
        <translation>Il {role} in uso è stato prodotto da questa run.</translation>
    </message>
    <message>
        <source>Ended {time}</source>
        <translation>Terminata {time}</translation>
    </message>
    <message>
        <source>Filter by name, backbone or transfer</source>
        <translation>Filtra per nome, backbone o transfer</translation>
    </message>
    <message>
        <source>Filter the runs</source>
        <translation>Filtra le run</translation>
    </message>
    <message>
        <source>All roles</source>
        <translation>Tutti i ruoli</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Tutti gli stati</translation>
    </message>
    <message>
        <source>{shown} of {total} runs</source>
        <translation>{shown} di {total} run</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 run</translation>
    </message>
    <message>
        <source>{total} runs</source>
        <translation>{total} run</translation>
    </message>
    <message>
        <source>No examples of this run were kept.</source>
        <translation>Di questa run non sono stati conservati esempi.</translation>
    </message>
    <message>
        <source>Examples come with the first epoch that is over.</source>
        <translation>Gli esempi arrivano con la prima epoca conclusa.</translation>
    </message>
    <message>
        <source>After epoch {epoch}: image, true mask, prediction</source>
        <translation>Dopo l’epoca {epoch}: immagine, maschera vera, predizione</translation>
    </message>
    <message>
        <source>Validation images after epoch {epoch}</source>
        <translation>Immagini di validazione dopo l’epoca {epoch}</translation>
    </message>
    <message>
        <source>The score is the network&apos;s own, near 1 generated; it is calibrated when a model is made.</source>
        <translation>Il punteggio è quello proprio della rete, vicino a 1 generato; viene calibrato quando si produce un modello.</translation>
    </message>
    <message>
        <source>nothing known</source>
        <translation>nulla di noto</translation>
    </message>
    <message>
        <source>{share:.1f} % of the pixels right</source>
        <translation>{share:.1f} % dei pixel giusti</translation>
    </message>
    <message>
        <source>✕ no score</source>
        <translation>✕ nessun punteggio</translation>
    </message>
    <message>
        <source>✓ score {score:.2f}, right</source>
        <translation>✓ punteggio {score:.2f}, giusto</translation>
    </message>
    <message>
        <source>✕ score {score:.2f}, wrong</source>
        <translation>✕ punteggio {score:.2f}, errato</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Esempi</translation>
    </message>
    <message>
        <source>The examples</source>
        <translation>Gli esempi</translation>
    </message>
    <message>
        <source>Mut1ny</source>
        <translation>Mut1ny</translation>
    </message>
    <message>
        <source>ArtiFact</source>
        <translation>ArtiFact</translation>
    </message>
    <message>
        <source>OpenForensics</source>
        <translation>OpenForensics</translation>
    </message>
    <message>
        <source>CelebAMask-HQ</source>
        <translation>CelebAMask-HQ</translation>
    </message>
    <message>
        <source>Folders real and fake</source>
        <translation>Cartelle real e fake</translation>
    </message>
    <message>
        <source>Index (CSV)</source>
        <translation>Indice (CSV)</translation>
    </message>
    <message>
        <source>Choose a folder or an index.csv, or drop it here. Mut1ny, ArtiFact, OpenForensics, CelebAMask-HQ and plain folders real and fake are recognised. Nothing in them is changed.</source>
        <translation>Scegliere una cartella o un index.csv, o trascinarli qui. Si riconoscono Mut1ny, ArtiFact, OpenForensics, CelebAMask-HQ e semplici cartelle real e fake. Nulla al loro interno viene modificato.</translation>
    </message>
    <message>
        <source>Folder or index.csv</source>
        <translation>Cartella o index.csv</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Scegli una cartella…</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Scegli un file…</translation>
    </message>
    <message>
        <source>The format of the data set; choose another if this is wrong</source>
        <translation>Il formato del dataset; se è errato, sceglierne un altro</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Looking at it…</source>
        <translation>Esame in corso…</translation>
    </message>
    <message>
        <source>{count} indexes lie there; choose which one to look at.</source>
        <translation>Ci sono {count} indici; scegliere quale esaminare.</translation>
    </message>
    <message>
        <source>Recognised by “{mark}”.</source>
        <translation>Riconosciuto da “{mark}”.</translation>
    </message>
    <message>
        <source>Lists of images (*.csv *.xml *.json);;All files (*)</source>
        <translation>Elenchi di immagini (*.csv *.xml *.json);;Tutti i file (*)</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Addestramento</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validazione</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Label set</source>
        <translation>Set etichette</translation>
    </message>
    <message>
        <source>{share:.2f} %</source>
        <translation>{share:.2f} %</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Table 4.1: segmenters</source>
        <translation>Tabella 4.1: segmentatori</translation>
    </message>
    <message>
        <source>Table 4.2: generators and background</source>
        <translation>Tabella 4.2: generatori e sfondo</translation>
    </message>
    <message>
        <source>Table 4.3: transfer strategies</source>
        <translation>Tabella 4.3: strategie di transfer</translation>
    </message>
    <message>
        <source>Table 4.4: training time</source>
        <translation>Tabella 4.4: tempo di addestramento</translation>
    </message>
    <message>
        <source>no run</source>
        <translation>nessuna run</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>incompleta</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>non testata</translation>
    </message>
    <message>
        <source>no test images</source>
        <translation>nessuna immagine di test</translation>
    </message>
    <message>
        <source>Pixel accuracy</source>
        <translation>Accuratezza sui pixel</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>IoU media</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>Generatore</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Coppia</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Sfondo</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precisione</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabella</translation>
    </message>
    <message>
        <source>Export the table…</source>
        <translation>Esporta la tabella…</translation>
    </message>
    <message>
        <source>As CSV, picture (PNG), LaTeX or Markdown</source>
        <translation>Come CSV, immagine (PNG), LaTeX o Markdown</translation>
    </message>
    <message>
        <source>Table of the thesis</source>
        <translation>Tabella della tesi</translation>
    </message>
    <message>
        <source>The tables</source>
        <translation>Le tabelle</translation>
    </message>
    <message>
        <source>⚠  Left out because they are damaged: {names}</source>
        <translation>⚠  Tralasciate perché danneggiate: {names}</translation>
    </message>
    <message>
        <source>CSV (*.csv);;Picture (*.png);;LaTeX (*.tex);;Markdown (*.md)</source>
        <translation>CSV (*.csv);;Immagine (*.png);;LaTeX (*.tex);;Markdown (*.md)</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>Esporta la tabella</translation>
    </message>
    <message>
        <source>thesis {value}</source>
        <translation>tesi {value}</translation>
    </message>
    <message>
        <source>Choose the folder of runs first.</source>
        <translation>Scegliere prima la cartella delle run.</translation>
    </message>
    <message>
        <source>Choose the data to learn from first, on the page Data.</source>
        <translation>Scegliere prima i dati da cui imparare, nella pagina Dati.</translation>
    </message>
    <message>
        <source>The queue</source>
        <translation>La coda</translation>
    </message>
    <message>
        <source>Training {name}</source>
        <translation>Addestramento di {name}</translation>
    </message>
    <message>
        <source>Picture of the file</source>
        <translation>Immagine del file</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Immagine</translation>
    </message>
    <message>
        <source> of {count}</source>
        <translation> di {count}</translation>
    </message>
    <message>
        <source>The file holds {frames} pictures; picture {frame} could not be read.</source>
        <translation>Il file contiene {frames} immagini; non è stato possibile leggere l’immagine {frame}.</translation>
    </message>
    <message>
        <source>The file holds {frames} pictures; picture {frame} was analysed.</source>
        <translation>Il file contiene {frames} immagini; è stata analizzata l’immagine {frame}.</translation>
    </message>
</context>
</TS>
