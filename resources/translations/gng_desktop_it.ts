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
        <source>Open folder</source>
        <translation>Apri la cartella</translation>
    </message>
    <message>
        <source>Estimates whether a face was made by a generator and shows what in the image points to that. It supports an expert&apos;s opinion and is no proof; faces from generators it has never seen may go undetected.</source>
        <translation>Stima se un volto è stato prodotto da un generatore e mostra che cosa nell’immagine lo indica. È un aiuto per l’esperto e non una prova; i volti di generatori mai visti possono sfuggirgli.</translation>
    </message>
    <message>
        <source>This is the inspector build: training, gradient maps and GPU computation need the full build.</source>
        <translation>Questa è la versione inspector: addestramento, mappe di gradiente e calcolo su GPU richiedono la versione completa.</translation>
    </message>
    <message>
        <source>This is the full build, with training, gradient maps and GPU computation.</source>
        <translation>Questa è la versione completa, con addestramento, mappe di gradiente e GPU.</translation>
    </message>
    <message>
        <source>About and diagnostics</source>
        <translation>Informazioni e diagnosi</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnosi</translation>
    </message>
    <message>
        <source>Checking the installation</source>
        <translation>Esame dell’installazione</translation>
    </message>
    <message>
        <source>Log folder</source>
        <translation>Cartella del registro</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
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
        <source>Diagnostics report</source>
        <translation>Rapporto di diagnosi</translation>
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
        <source>Type to find a command</source>
        <translation>Digitare per trovare un comando</translation>
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
        <source>No matching command</source>
        <translation>Nessun comando corrispondente</translation>
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
        <source>{path} no longer exists</source>
        <translation>{path} non c’è più</translation>
    </message>
    <message>
        <source>“{keys}” is not a valid shortcut; press another.</source>
        <translation>«{keys}» non è una scorciatoia valida; premerne un’altra.</translation>
    </message>
    <message>
        <source>{tip} ({keys})</source>
        <translation>{tip} ({keys})</translation>
    </message>
    <message>
        <source>{keys} is needed to operate the window; press another shortcut.</source>
        <translation>{keys} serve a usare la finestra; premere un’altra scorciatoia.</translation>
    </message>
    <message>
        <source>{keys} opens the menu “{menu}”; press another shortcut.</source>
        <translation>{keys} apre il menu “{menu}”; premere un altro tasto.</translation>
    </message>
    <message>
        <source>{keys} is already used by “{command}”; change that command first.</source>
        <translation>{keys} è già usata da «{command}»; cambiare prima quel comando.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Scorciatoie da tastiera</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Ripristina tutti</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Scorciatoia</translation>
    </message>
    <message>
        <source>Alternative</source>
        <translation>Alternativa</translation>
    </message>
    <message>
        <source>Filter by command or shortcut</source>
        <translation>Filtra per comando o tasti</translation>
    </message>
    <message>
        <source>Commands and their shortcuts</source>
        <translation>I comandi e i loro tasti</translation>
    </message>
    <message>
        <source>Reset this shortcut</source>
        <translation>Ripristina questa scorciatoia</translation>
    </message>
    <message>
        <source>Press the new shortcut</source>
        <translation>Premere la nuova scorciatoia</translation>
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
        <source>Choose a command to change its shortcut.</source>
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
        <source>&amp;Decide</source>
        <translation>&amp;Decisione</translation>
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
        <translation>Pann&amp;elli</translation>
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
        <source>Open all images in a folder</source>
        <translation>Apre tutte le immagini di una cartella</translation>
    </message>
    <message>
        <source>Open the image from the clipboard</source>
        <translation>Apre l’immagine negli appunti</translation>
    </message>
    <message>
        <source>Create a case file that stores images, results and decisions</source>
        <translation>Crea un file del caso che conserva immagini, risultati e decisioni</translation>
    </message>
    <message>
        <source>Open a case file and check it for changes</source>
        <translation>Apri un file del caso e controlla se è stato modificato</translation>
    </message>
    <message>
        <source>&amp;Add to case</source>
        <translation>A&amp;ggiungi al caso</translation>
    </message>
    <message>
        <source>Store everything known about the selected images in the case</source>
        <translation>Conserva nel caso tutto ciò che si sa delle immagini selezionate</translation>
    </message>
    <message>
        <source>Show the hash that proves what is in the case, or check one noted earlier</source>
        <translation>Mostra l’hash che prova il contenuto del caso; verificane uno annotato in precedenza</translation>
    </message>
    <message>
        <source>C&amp;lose case</source>
        <translation>Chiu&amp;di il caso</translation>
    </message>
    <message>
        <source>Continue without a case</source>
        <translation>Continua senza caso</translation>
    </message>
    <message>
        <source>Write a report on the case or on this image, as PDF or HTML</source>
        <translation>Scrivi un rapporto sul caso, o su questa immagine, in PDF o HTML</translation>
    </message>
    <message>
        <source>Save the figures, views and decision for this image to a folder</source>
        <translation>Salva i numeri, le viste e la decisione di questa immagine in una cartella</translation>
    </message>
    <message>
        <source>Copy the command line that reproduces these results</source>
        <translation>Copia la riga di comando che riproduce questi risultati</translation>
    </message>
    <message>
        <source>Save a script that reproduces the figures for this image</source>
        <translation>Salva uno script che ridà i numeri di questa immagine</translation>
    </message>
    <message>
        <source>Undo the last decision, tag or change to the list</source>
        <translation>Annulla l’ultima decisione, etichetta o modifica dell’elenco</translation>
    </message>
    <message>
        <source>Repeat what was last undone</source>
        <translation>Ripete ciò che è stato annullato per ultimo</translation>
    </message>
    <message>
        <source>Decide: made by a generator</source>
        <translation>Decisione: l’ha prodotta un generatore</translation>
    </message>
    <message>
        <source>Decide: not made by a generator</source>
        <translation>Decisione: non l’ha prodotta un generatore</translation>
    </message>
    <message>
        <source>Decide: the findings do not settle it</source>
        <translation>Decisione: i risultati lasciano la questione aperta</translation>
    </message>
    <message>
        <source>&amp;Withdraw decision</source>
        <translation>Ri&amp;tira la decisione</translation>
    </message>
    <message>
        <source>Withdraw the decision on the selected images; the record of it remains</source>
        <translation>Ritira la decisione sulle immagini selezionate; ne resta traccia</translation>
    </message>
    <message>
        <source>Tag the selected images, so that the list can be filtered by tag</source>
        <translation>Dà alle immagini selezionate un’etichetta con cui filtrare l’elenco</translation>
    </message>
    <message>
        <source>Remove a tag from the selected images</source>
        <translation>Toglie un’etichetta alle immagini selezionate</translation>
    </message>
    <message>
        <source>Record a note on the selected images</source>
        <translation>Registra una nota sulle immagini selezionate</translation>
    </message>
    <message>
        <source>Analyse the listed images in the background; untick to pause</source>
        <translation>Analizza in background le immagini dell’elenco; deselezionare per la pausa</translation>
    </message>
    <message>
        <source>Show two to four selected images side by side</source>
        <translation>Mostra affiancate da due a quattro immagini selezionate nell’elenco</translation>
    </message>
    <message>
        <source>Compute maps of the parts of the image that moved the scores</source>
        <translation>Calcola le mappe: quali parti dell’immagine hanno spostato i punteggi</translation>
    </message>
    <message>
        <source>Test how faithful the maps are by hiding and showing the pixels they rank highest</source>
        <translation>Verifica quanto sono fedeli le mappe nascondendo e mostrando i pixel che indicano come importanti</translation>
    </message>
    <message>
        <source>Alter the image slightly and see whether the verdict holds</source>
        <translation>Altera un poco l’immagine e guarda se l’esito regge</translation>
    </message>
    <message>
        <source>Analyse every &amp;face</source>
        <translation>Analizza o&amp;gni volto</translation>
    </message>
    <message>
        <source>Analyse each face separately, and say what that means for the file</source>
        <translation>Analizza ciascun volto separatamente, e dice che cosa ne segue per il file</translation>
    </message>
    <message>
        <source>Analyse the next face in this image</source>
        <translation>Analizza il volto successivo di questa immagine</translation>
    </message>
    <message>
        <source>Analyse the previous face, or the whole picture</source>
        <translation>Analizza il volto precedente, o l’immagine intera</translation>
    </message>
    <message>
        <source>Go back from a face to the whole picture</source>
        <translation>Torna da un volto all’immagine nel suo insieme</translation>
    </message>
    <message>
        <source>Paint the mask with the class on which the stroke begins</source>
        <translation>Dipinge nella maschera, con la classe del punto in cui inizia il tratto</translation>
    </message>
    <message>
        <source>Turn parts of the mask into background</source>
        <translation>Rende sfondo parti della maschera</translation>
    </message>
    <message>
        <source>Mark the face b&amp;y hand</source>
        <translation>Sceg&amp;li il volto con un riquadro</translation>
    </message>
    <message>
        <source>&amp;Undo stroke</source>
        <translation>Ann&amp;ulla l’ultimo tratto</translation>
    </message>
    <message>
        <source>Undo the last change to the mask</source>
        <translation>Annulla l’ultima modifica della maschera</translation>
    </message>
    <message>
        <source>Analyse the image again with the corrected mask</source>
        <translation>Analizza di nuovo l’immagine con la maschera corretta</translation>
    </message>
    <message>
        <source>Stop the work in progress</source>
        <translation>Ferma il lavoro in corso</translation>
    </message>
    <message>
        <source>Switch between the original and the processed view</source>
        <translation>Passa dalla vista originale a quella elaborata e viceversa</translation>
    </message>
    <message>
        <source>Show one image pixel as one screen pixel</source>
        <translation>Mostra un pixel dell’immagine come un pixel dello schermo</translation>
    </message>
    <message>
        <source>Magnify what is under the pointer, in all panes</source>
        <translation>Ingrandisce ciò che è sotto il puntatore, in tutti i riquadri</translation>
    </message>
    <message>
        <source>Draw class outlines and leave the image uncovered</source>
        <translation>Disegna i bordi delle classi e lascia l’immagine com’è</translation>
    </message>
    <message>
        <source>Show numbered boxes on the faces of an image with several</source>
        <translation>Mostra cornici numerate sui volti di un’immagine che ne ha più d’uno</translation>
    </message>
    <message>
        <source>Go to the next image in the list</source>
        <translation>Va all’immagine successiva dell’elenco</translation>
    </message>
    <message>
        <source>Go to the previous image in the list</source>
        <translation>Va all’immagine precedente dell’elenco</translation>
    </message>
    <message>
        <source>Examine images one by one</source>
        <translation>Esamina le immagini una per una</translation>
    </message>
    <message>
        <source>Scan all files in a folder into a CSV</source>
        <translation>Scansiona tutti i file di una cartella in un CSV</translation>
    </message>
    <message>
        <source>Follow &amp;system</source>
        <translation>Segui &amp;il sistema</translation>
    </message>
    <message>
        <source>Light or dark, as the system is set</source>
        <translation>Chiaro o scuro come il sistema</translation>
    </message>
    <message>
        <source>Go to what the file says about itself</source>
        <translation>Va a ciò che il file dichiara</translation>
    </message>
    <message>
        <source>Put all panels back where they were at first</source>
        <translation>Rimette tutti i pannelli dov’erano all’inizio</translation>
    </message>
    <message>
        <source>See and change the shortcut of every command</source>
        <translation>Mostra e cambia i tasti di ogni comando</translation>
    </message>
    <message>
        <source>Version, licence, devices, models and problems found</source>
        <translation>Versione, licenza, dispositivi, modelli e problemi trovati</translation>
    </message>
    <message>
        <source>&amp;Paste image</source>
        <translation>&amp;Incolla immagine</translation>
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
        <source>Open &amp;case…</source>
        <translation>Apri un cas&amp;o…</translation>
    </message>
    <message>
        <source>Case &amp;hash…</source>
        <translation>&amp;Hash del caso…</translation>
    </message>
    <message>
        <source>Repor&amp;t…</source>
        <translation>Rappor&amp;to…</translation>
    </message>
    <message>
        <source>&amp;Save results…</source>
        <translation>&amp;Salva i risultati…</translation>
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
        <source>Copy as co&amp;mmand</source>
        <translation>Copia come co&amp;mando</translation>
    </message>
    <message>
        <source>Save as P&amp;ython…</source>
        <translation>Salva come P&amp;ython…</translation>
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
        <source>&amp;Undo</source>
        <translation>A&amp;nnulla</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>Ri&amp;peti</translation>
    </message>
    <message>
        <source>&amp;Generated</source>
        <translation>&amp;Generato</translation>
    </message>
    <message>
        <source>&amp;Real</source>
        <translation>&amp;Reale</translation>
    </message>
    <message>
        <source>Add a &amp;tag…</source>
        <translation>Aggiungi un’et&amp;ichetta…</translation>
    </message>
    <message>
        <source>Remo&amp;ve a tag…</source>
        <translation>Togli un’etic&amp;hetta…</translation>
    </message>
    <message>
        <source>Add a &amp;note…</source>
        <translation>Aggiungi una n&amp;ota…</translation>
    </message>
    <message>
        <source>Analyse &amp;all in the list</source>
        <translation>Analizza &amp;tutto l’elenco</translation>
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
        <source>Co&amp;mpare</source>
        <translation>Con&amp;fronta</translation>
    </message>
    <message>
        <source>&amp;Explain</source>
        <translation>&amp;Spiega</translation>
    </message>
    <message>
        <source>&amp;Test maps</source>
        <translation>&amp;Verifica le mappe</translation>
    </message>
    <message>
        <source>&amp;Stress test</source>
        <translation>Prova di &amp;robustezza</translation>
    </message>
    <message>
        <source>Ne&amp;xt face</source>
        <translation>Volto su&amp;ccessivo</translation>
    </message>
    <message>
        <source>Pre&amp;vious face</source>
        <translation>Volto &amp;precedente</translation>
    </message>
    <message>
        <source>&amp;Whole picture</source>
        <translation>&amp;Immagine intera</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>P&amp;ennello</translation>
    </message>
    <message>
        <source>E&amp;raser</source>
        <translation>G&amp;omma</translation>
    </message>
    <message>
        <source>Draw a box around the face that is to be analysed</source>
        <translation>Disegnare un riquadro attorno al volto da analizzare</translation>
    </message>
    <message>
        <source>Analyse with this mas&amp;k</source>
        <translation>Analizza con &amp;questa maschera</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annulla</translation>
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
        <source>&amp;Masks and maps</source>
        <translation>&amp;Maschere e mappe</translation>
    </message>
    <message>
        <source>Show segmentation, stripped views and maps in the panes</source>
        <translation>Mostra nei riquadri segmentazione, viste senza sfondo e mappe</translation>
    </message>
    <message>
        <source>Cla&amp;ssic views</source>
        <translation>Viste cla&amp;ssiche</translation>
    </message>
    <message>
        <source>Show error levels, noise, spectrum, histogram and ghosts in the panes</source>
        <translation>Mostra nei riquadri livelli di errore, rumore, spettro, istogramma e fantasmi</translation>
    </message>
    <message>
        <source>Original / &amp;processed</source>
        <translation>Originale / ela&amp;borata</translation>
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
        <source>&amp;Loupe</source>
        <translation>&amp;Lente</translation>
    </message>
    <message>
        <source>C&amp;rosshair</source>
        <translation>Miri&amp;no</translation>
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
        <source>Face bo&amp;xes</source>
        <translation>&amp;Cornici dei volti</translation>
    </message>
    <message>
        <source>&amp;Next image</source>
        <translation>Imma&amp;gine successiva</translation>
    </message>
    <message>
        <source>Pre&amp;vious image</source>
        <translation>Immagine &amp;precedente</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>&amp;Batch</translation>
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
        <source>Loading the models…</source>
        <translation>Caricamento dei modelli…</translation>
    </message>
    <message>
        <source>Drop photos of faces or a folder here, or open one</source>
        <translation>Trascinare qui foto di volti o una cartella</translation>
    </message>
    <message>
        <source>Images are only read, never changed, and never leave this computer: the program does not use the network.</source>
        <translation>Le immagini vengono solo lette, mai modificate, e non lasciano mai questo computer: il programma non usa la rete.</translation>
    </message>
    <message>
        <source>The networks run on the {device}; no NVIDIA GPU is in use. That is enough: an image takes well under a second.</source>
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
        <source>Look for models again</source>
        <translation>Cerca di nuovo i modelli</translation>
    </message>
    <message>
        <source>Waiting for the analysis</source>
        <translation>In attesa dell’analisi</translation>
    </message>
    <message>
        <source>{name} is being analysed…</source>
        <translation>Analisi di {name} in corso…</translation>
    </message>
    <message>
        <source>No usable models</source>
        <translation>Nessun modello utilizzabile</translation>
    </message>
    <message>
        <source>As added</source>
        <translation>Aggiunta</translation>
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
        <source>Fused</source>
        <translation>Fuso</translation>
    </message>
    <message>
        <source>Fused score of all detectors together, which the verdict is made of</source>
        <translation>Punteggio fuso di tutti i rilevatori insieme, da cui risulta l’esito</translation>
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
        <source>The file&apos;s path, relative to the scanned folder</source>
        <translation>Percorso del file, relativo alla cartella scansionata</translation>
    </message>
    <message>
        <source>Which face in the file; “whole” is the whole picture</source>
        <translation>Quale volto nel file; «intero» è l’immagine intera</translation>
    </message>
    <message>
        <source>Whether the file could be analysed</source>
        <translation>Se il file ha potuto essere analizzato</translation>
    </message>
    <message>
        <source>How far the background moves the score</source>
        <translation>Di quanto lo sfondo sposta il punteggio</translation>
    </message>
    <message>
        <source>Time spent on the file, in seconds</source>
        <translation>Tempo impiegato per il file, s</translation>
    </message>
    <message>
        <source>Fused score of all detectors together. It does not decide here; those that do: {names}</source>
        <translation>Punteggio fuso di tutti i rilevatori insieme. Qui non decide; decidono: {names}</translation>
    </message>
    <message>
        <source>Score of this further detector; ~: raw score, not calibrated</source>
        <translation>Punteggio di questo ulteriore rilevatore; ~: punteggio grezzo, non calibrato</translation>
    </message>
    <message>
        <source>Listing files: {count} found</source>
        <translation>Ricerca dei file, {count} trovati</translation>
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
        <source>Why there is no verdict, or why it is inconclusive</source>
        <translation>Perché non c’è un esito, o perché è non conclusivo</translation>
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
        <source>Analysis</source>
        <translation>Analisi</translation>
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
        <source>Verdict made of</source>
        <translation>Esito basato su</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Supporto</translation>
    </message>
    <message>
        <source>Likelihood ratio</source>
        <translation>Rapporto di verosimiglianza</translation>
    </message>
    <message>
        <source>Novelty with background</source>
        <translation>Novità con sfondo</translation>
    </message>
    <message>
        <source>Novelty without background</source>
        <translation>Novità senza sfondo</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Byte</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Modificato</translation>
    </message>
    <message>
        <source>Generator stated</source>
        <translation>Generatore dichiarato</translation>
    </message>
    <message>
        <source>Data after the end</source>
        <translation>Dati dopo la fine</translation>
    </message>
    <message>
        <source>Generator traces</source>
        <translation>Tracce di generatore</translation>
    </message>
    <message>
        <source>Chroma subsampling</source>
        <translation>Sottocampionamento della crominanza</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>Miniature</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problemi</translation>
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
        <source>Not decided yet</source>
        <translation>Non ancora decise</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Decise</translation>
    </message>
    <message>
        <source>Show only rows with the selected states</source>
        <translation>Mostra solo le righe con gli stati selezionati</translation>
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
        <source>Filter by name or folder</source>
        <translation>Filtra per nome o cartella</translation>
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
        <source>Show only images with the selected verdicts</source>
        <translation>Mostra solo le immagini con gli esiti selezionati</translation>
    </message>
    <message>
        <source>Either classifier</source>
        <translation>Uno dei due classificatori</translation>
    </message>
    <message>
        <source>Generator named in file</source>
        <translation>Generatore indicato nel file</translation>
    </message>
    <message>
        <source>Show only files whose metadata or Content Credentials name an image generator</source>
        <translation>Mostra solo i file i cui metadati o Content Credentials indicano un generatore di immagini</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Decisione</translation>
    </message>
    <message>
        <source>Any decision</source>
        <translation>Qualsiasi decisione</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Etichetta</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>Qualsiasi etichetta</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Tutte le cartelle</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Superate</translation>
    </message>
    <message>
        <source>Show only images analysed with models other than those in use</source>
        <translation>Mostra solo le immagini analizzate da modelli diversi da quelli in uso</translation>
    </message>
    <message>
        <source>Show only faces unlike those a classifier was trained on</source>
        <translation>Mostra solo i volti diversi da quelli su cui un classificatore è stato addestrato</translation>
    </message>
    <message>
        <source>Filter by score</source>
        <translation>Filtra per punteggio</translation>
    </message>
    <message>
        <source>Descending; click to reverse</source>
        <translation>Decrescente; fare clic per invertire</translation>
    </message>
    <message>
        <source>Ascending; click to reverse</source>
        <translation>Crescente; fare clic per invertire</translation>
    </message>
    <message>
        <source>Out of scope</source>
        <translation>Fuori ambito</translation>
    </message>
    <message>
        <source>Not in the case</source>
        <translation>Non nel caso</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>Altri filtri</translation>
    </message>
    <message>
        <source>Analysing {name}</source>
        <translation>Analisi di {name}</translation>
    </message>
    <message>
        <source>Explaining {name}</source>
        <translation>Spiegazione di {name}</translation>
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
        <source>The list is empty. Open an image or a folder, or drop them here.</source>
        <translation>Ancora nessuna immagine in elenco. Aprire un’immagine o una cartella, oppure trascinarle qui.</translation>
    </message>
    <message>
        <source>No image in the list passes the filter.</source>
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
        <source>Showing {shown:,} of {total:,}</source>
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
        <source>{n:,} outdated</source>
        <translation>{n:,} superate</translation>
    </message>
    <message>
        <source>Images found: {images:,}. Skipped: {others:,} of other types, {hidden:,} hidden.</source>
        <translation>Immagini trovate: {images:,}. Tralasciati: {others:,} di altri tipi, {hidden:,} nascosti.</translation>
    </message>
    <message>
        <source>The folder {place} could not be read ({reason}); its images are missing from the list. Ask for permission or copy the folder, then add it again.</source>
        <translation>Non è stato possibile leggere la cartella {place} ({reason}); le sue immagini mancano dall’elenco. Chiedere l’autorizzazione o copiare la cartella, poi aggiungerla di nuovo.</translation>
    </message>
    <message>
        <source>{n:,} folders could not be read, the first of them {place} ({reason}); their images are missing from the list. Ask for permission or copy the folders, then add them again.</source>
        <translation>Non è stato possibile leggere {n:,} cartelle, la prima delle quali è {place} ({reason}); le loro immagini mancano dall’elenco. Chiedere l’autorizzazione o copiare le cartelle, poi aggiungerle di nuovo.</translation>
    </message>
    <message>
        <source>Listing images: {n:,} found</source>
        <translation>Ricerca delle immagini, {n:,} trovate</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>Generato</translation>
    </message>
    <message>
        <source>Decision withdrawn</source>
        <translation>Decisione ritirata</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
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
        <source>Fused score {fused}, with background {with_background}, without background {without_background}.</source>
        <translation>Punteggio fuso {fused}, con sfondo {with_background}, senza sfondo {without_background}.</translation>
    </message>
    <message>
        <source>The file says that a generator made it</source>
        <translation>Il file dichiara di essere stato prodotto da un generatore</translation>
    </message>
    <message>
        <source>Decision recorded: {conclusion}.</source>
        <translation>Decisione registrata: {conclusion}.</translation>
    </message>
    <message>
        <source>Tags: {tags}.</source>
        <translation>Etichette: {tags}.</translation>
    </message>
    <message>
        <source>In the case.</source>
        <translation>Nel caso.</translation>
    </message>
    <message>
        <source>Analysed with models other than those in use.</source>
        <translation>Analizzata da modelli diversi da quelli in uso.</translation>
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
        <source>Files already exist</source>
        <translation>File già esistenti</translation>
    </message>
    <message>
        <source>These files already exist in the folder:</source>
        <translation>Questi file sono già nella cartella:</translation>
    </message>
    <message>
        <source>The folder holds evidence, so nothing in it is replaced. These files already exist:</source>
        <translation>La cartella contiene reperti, e lì non si sostituisce nulla. Ci sono già:</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Sostituiscili</translation>
    </message>
    <message>
        <source>Save as “{name}…”</source>
        <translation>Salva come “{name}…”</translation>
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
        <source>The classifiers contradict each other: generated with background, real without background.</source>
        <translation>I classificatori si contraddicono: con sfondo generato, senza sfondo reale.</translation>
    </message>
    <message>
        <source>Only the classifier with background reaches a decision; the other score lies between its limits.</source>
        <translation>Decide solo il classificatore con sfondo; l’altro si trova tra i suoi limiti.</translation>
    </message>
    <message>
        <source>The classifiers contradict each other: real with background, generated without background.</source>
        <translation>I classificatori si contraddicono: con sfondo reale, senza sfondo generato.</translation>
    </message>
    <message>
        <source>Only the classifier without background reaches a decision; the other score lies between its limits.</source>
        <translation>Decide solo il classificatore senza sfondo; l’altro si trova tra i suoi limiti.</translation>
    </message>
    <message>
        <source>Both scores lie between the limits, where neither classifier decides.</source>
        <translation>Entrambi i punteggi si trovano tra i limiti entro i quali nessuno dei due decide.</translation>
    </message>
    <message>
        <source>The fused score lies between its limits, where it does not decide.</source>
        <translation>Il punteggio fuso si trova tra i limiti entro i quali non decide.</translation>
    </message>
    <message>
        <source>The GAN detector decides: without it the fused score would be too low.</source>
        <translation>Decide il rilevatore GAN: senza di esso il punteggio fuso sarebbe troppo basso.</translation>
    </message>
    <message>
        <source>The classifiers contradict each other: generated with background, real without background; the GAN detector decides between them.</source>
        <translation>I classificatori si contraddicono: generato con sfondo, reale senza sfondo; tra loro decide il rilevatore GAN.</translation>
    </message>
    <message>
        <source>The classifiers contradict each other: real with background, generated without background; the GAN detector decides between them.</source>
        <translation>I classificatori si contraddicono: reale con sfondo, generato senza sfondo; tra loro decide il rilevatore GAN.</translation>
    </message>
    <message>
        <source>No face found; use an image that shows a face in frontal or three-quarter view, or crop the image to the face.</source>
        <translation>Nessun volto trovato; usare un’immagine che mostri un volto di fronte o di tre quarti, oppure ritagliarla sul volto.</translation>
    </message>
    <message>
        <source>No plausible face found: something resembles a face but lacks the skin, eyes and nose of one; use an image that shows an upright face in frontal or three-quarter view.</source>
        <translation>Nessun volto plausibile trovato: qualcosa somiglia a un volto, ma non ha pelle, occhi e naso come un volto; usare un’immagine che mostri un volto diritto, di fronte o di tre quarti.</translation>
    </message>
    <message>
        <source>No photographed face found: the surface is as even as a drawing or as grey as stone; use a photo of a person.</source>
        <translation>Nessun volto fotografato trovato: la superficie è uniforme come in un disegno o grigia come la pietra; usare la foto di una persona.</translation>
    </message>
    <message>
        <source>Framed too tightly for the verdict &quot;real&quot;: the edge of the image cuts off the face; use the image before it was cropped.</source>
        <translation>Inquadratura troppo stretta per il verdetto «reale»: il bordo dell’immagine taglia il volto; usare l’immagine prima del ritaglio.</translation>
    </message>
    <message>
        <source>The analysis failed inside the program; run &apos;gng-desktop doctor&apos; and try again.</source>
        <translation>L’analisi è fallita all’interno del programma; eseguire “gng-desktop doctor” e riprovare.</translation>
    </message>
    <message>
        <source>No face was analysed, so there is nothing to support a conclusion.</source>
        <translation>Nessun volto è stato analizzato, quindi non c’è nulla a sostegno di una conclusione.</translation>
    </message>
    <message>
        <source>The strength of the support cannot be given, because the models&apos; test figures are missing; publish the models again with &apos;gng-desktop models add&apos;.</source>
        <translation>La forza del supporto non si può dire, perché mancano le cifre di test dei modelli; pubblicarli di nuovo con “gng-desktop models add”.</translation>
    </message>
    <message>
        <source>The verdict &quot;generated&quot; survives all 15 changes tested.</source>
        <translation>L’esito “generato” resiste a tutte le 15 alterazioni provate.</translation>
    </message>
    <message>
        <source>The verdict &quot;real&quot; survives all 15 changes tested.</source>
        <translation>L’esito “reale” resiste a tutte le 15 alterazioni provate.</translation>
    </message>
    <message>
        <source>The verdict &quot;inconclusive&quot; survives all 15 changes tested.</source>
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
        <source>Trained mostly on frontal and half-side faces; profiles are unreliable.</source>
        <translation>Addestrato soprattutto su volti di fronte e di tre quarti; i profili sono inaffidabili.</translation>
    </message>
    <message>
        <source>Knows StyleGAN and StyleGAN2 faces only: a low score does not rule out other generators, diffusion models above all.</source>
        <translation>Conosce solo volti StyleGAN e StyleGAN2: un punteggio basso non esclude altri generatori, in primo luogo i modelli di diffusione.</translation>
    </message>
    <message>
        <source>Finds generators like those of its training and says nothing of others: it never calls a face real, and in the fused score it only ever speaks for a generator.</source>
        <translation>Riconosce generatori simili a quelli del suo addestramento e non dice nulla degli altri: non giudica mai reale un volto, e nel punteggio fuso parla sempre e soltanto a favore di un generatore.</translation>
    </message>
    <message>
        <source>Knows the generators of its training alone: a low score does not rule out another one. How often an unseen generator is missed is told under Known generators.</source>
        <translation>Conosce solo i generatori del suo addestramento: un punteggio basso non ne esclude un altro. Quanto spesso sfugge un generatore mai visto è detto in Generatori noti.</translation>
    </message>
    <message>
        <source>The analysed part is reduced to the network&apos;s input: traces finer than that are not seen.</source>
        <translation>La parte analizzata è ridotta all’ingresso della rete: le tracce più fini non si vedono.</translation>
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
        <source>Names GAN or diffusion only for generators like those it was trained on; a new one may be called anything. Its answer is a lead, and no part of the verdict.</source>
        <translation>Indica GAN o diffusione solo per generatori simili a quelli del suo addestramento; uno nuovo può essere chiamato in qualsiasi modo. La risposta è un indizio e non entra nell’esito.</translation>
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
        <source>Not enough memory; close other programs.</source>
        <translation>La memoria non basta; chiudere altri programmi.</translation>
    </message>
    <message>
        <source>There may be Content Credentials, but they were not read: the package c2pa-python is not installed or does not load.</source>
        <translation>Potrebbero esserci Content Credentials; non lette, perché il pacchetto c2pa-python non è installato o non si carica.</translation>
    </message>
    <message>
        <source>There may be Content Credentials, but they were not read: they are not defined for BMP files.</source>
        <translation>Potrebbero esserci Content Credentials; non lette, perché non sono definite per i file BMP.</translation>
    </message>
    <message>
        <source>There may be Content Credentials, but they were not read: they are not defined for JPEG2000 files.</source>
        <translation>Potrebbero esserci Content Credentials; non lette, perché non sono definite per i file JPEG2000.</translation>
    </message>
    <message>
        <source>There may be Content Credentials, but they were not read: they are not defined for PPM files.</source>
        <translation>Potrebbero esserci Content Credentials; non lette, perché non sono definite per i file PPM.</translation>
    </message>
    <message>
        <source>There may be Content Credentials, but they were not read: they are not defined for RAW files.</source>
        <translation>Potrebbero esserci Content Credentials; non lette, perché non sono definite per i file RAW.</translation>
    </message>
    <message>
        <source>The signature itself is valid and the bytes it covers are unchanged since they were signed.</source>
        <translation>La firma in sé è corretta e i byte che copre sono invariati dalla firma.</translation>
    </message>
    <message>
        <source>The signature is valid and the bytes it covers are unchanged since they were signed. The signer&apos;s certificate chains to a trust list.</source>
        <translation>La firma è valida e i byte che copre sono invariati da quando sono stati firmati. Il certificato del firmatario porta a un elenco di fiducia.</translation>
    </message>
    <message>
        <source>The signature is valid and the bytes it covers are unchanged since they were signed. The signer is not on a trust list (this program has none), so the signer&apos;s identity rests on the certificate alone.</source>
        <translation>La firma è valida e i byte che copre sono invariati da quando furono firmati. Il firmatario non è in un elenco di fiducia (questo programma non ne ha), quindi la sua identità si basa sul solo certificato.</translation>
    </message>
    <message>
        <source>The signature is valid, but it was not confirmed that it belongs to these bytes. The signer&apos;s certificate chains to a trust list.</source>
        <translation>La firma è valida, ma non è stato confermato che appartenga a questi byte. Il certificato del firmatario porta a un elenco di fiducia.</translation>
    </message>
    <message>
        <source>The signature is valid, but it was not confirmed that it belongs to these bytes. The signer is not on a trust list (this program has none), so the signer&apos;s identity rests on the certificate alone.</source>
        <translation>La firma è valida, ma non è stato confermato che appartenga a questi byte. Il firmatario non è in un elenco di fiducia (questo programma non ne ha), quindi la sua identità si basa sul solo certificato.</translation>
    </message>
    <message>
        <source>the certificate is valid now; no time stamp shows when the file was signed</source>
        <translation>il certificato è valido ora; nessuna marca temporale mostra quando è stato firmato</translation>
    </message>
    <message>
        <source>the certificate was valid at the stamped time</source>
        <translation>il certificato era valido alla data della marca temporale</translation>
    </message>
    <message>
        <source>no time stamp shows when the file was signed, so it is not known whether the certificate was valid then</source>
        <translation>nessuna marca temporale mostra quando è stato firmato, quindi non si sa se il certificato fosse allora valido</translation>
    </message>
    <message>
        <source>the certificate is not valid now, and no time stamp shows when the file was signed</source>
        <translation>il certificato non è valido ora e nessuna marca temporale mostra quando è stato firmato</translation>
    </message>
    <message>
        <source>the certificate was not valid at the stamped time</source>
        <translation>il certificato non era valido alla data della marca temporale</translation>
    </message>
    <message>
        <source>the signature does not match the claim</source>
        <translation>la firma non corrisponde alla dichiarazione (claim)</translation>
    </message>
    <message>
        <source>an external manifest was not fetched</source>
        <translation>un manifesto conservato altrove non è stato scaricato</translation>
    </message>
    <message>
        <source>the signer&apos;s certificate chains to a trust list</source>
        <translation>il certificato del firmatario porta a un elenco di fiducia</translation>
    </message>
    <message>
        <source>the signer is not on a trust list</source>
        <translation>il firmatario non è in un elenco di fiducia disponibile qui</translation>
    </message>
    <message>
        <source>the signer&apos;s certificate is not of the required kind</source>
        <translation>il certificato del firmatario non è del tipo richiesto</translation>
    </message>
    <message>
        <source>the signer&apos;s certificate has expired, and no time stamp shows when the file was signed</source>
        <translation>il certificato del firmatario è scaduto e nessuna marca temporale mostra quando è stato firmato</translation>
    </message>
    <message>
        <source>the signer&apos;s certificate had expired at the stamped time</source>
        <translation>il certificato del firmatario era scaduto alla data della marca temporale</translation>
    </message>
    <message>
        <source>whether the certificate was revoked was not checked: that needs the network</source>
        <translation>non è stato chiesto se il certificato sia stato revocato: serve la rete</translation>
    </message>
    <message>
        <source>the certificate was not revoked at the time of signing</source>
        <translation>il certificato non era revocato al momento della firma</translation>
    </message>
    <message>
        <source>the time stamp matches the signature</source>
        <translation>la marca temporale corrisponde alla firma</translation>
    </message>
    <message>
        <source>the time-stamp authority is not on a trust list</source>
        <translation>l’autorità della marca temporale non è in un elenco di fiducia disponibile qui</translation>
    </message>
    <message>
        <source>the time stamp does not match the signature</source>
        <translation>la marca temporale non corrisponde alla firma</translation>
    </message>
    <message>
        <source>the time stamp&apos;s certificate was not valid</source>
        <translation>il certificato della marca temporale non era in vigore</translation>
    </message>
    <message>
        <source>the part of the file excluded from the signed hash is not where the manifest is</source>
        <translation>la parte del file esclusa dall’hash firmato non è quella in cui si trova il manifesto</translation>
    </message>
    <message>
        <source>the assertion that holds the file&apos;s hash is malformed</source>
        <translation>l’asserzione con l’hash del file è malformata</translation>
    </message>
    <message>
        <source>some of the file&apos;s bytes are not covered by the signature</source>
        <translation>alcuni byte del file sono esclusi da ciò che è stato firmato</translation>
    </message>
    <message>
        <source>some of the file&apos;s boxes are not covered by the signature</source>
        <translation>alcuni blocchi (box) del file sono esclusi da ciò che è stato firmato</translation>
    </message>
    <message>
        <source>some of the file&apos;s parts are not covered by the signature</source>
        <translation>alcune parti del file sono escluse da ciò che è stato firmato</translation>
    </message>
    <message>
        <source>a signed assertion is missing</source>
        <translation>manca un’asserzione che era stata firmata</translation>
    </message>
    <message>
        <source>there is an unsigned assertion</source>
        <translation>c’è un’asserzione che non è stata firmata</translation>
    </message>
    <message>
        <source>an assertion should have been redacted</source>
        <translation>un’asserzione avrebbe dovuto essere rimossa</translation>
    </message>
    <message>
        <source>the claim redacts one of its own assertions</source>
        <translation>la dichiarazione (claim) rimuove una propria asserzione</translation>
    </message>
    <message>
        <source>an action names an ingredient that does not exist</source>
        <translation>un’azione nomina un ingrediente che non c’è</translation>
    </message>
    <message>
        <source>an algorithm is deprecated</source>
        <translation>un algoritmo è superato</translation>
    </message>
    <message>
        <source>the origin of an ingredient is unknown</source>
        <translation>non si sa da dove venga un ingrediente</translation>
    </message>
    <message>
        <source>the library reported an error</source>
        <translation>la libreria ha incontrato un errore</translation>
    </message>
    <message>
        <source>composite that includes output of a trained model</source>
        <translation>modificata o composta con l’uscita di un modello addestrato</translation>
    </message>
    <message>
        <source>composite with synthetic parts</source>
        <translation>composta, con parti sintetiche</translation>
    </message>
    <message>
        <source>made by an algorithm not trained on examples</source>
        <translation>prodotta da un algoritmo non addestrato su esempi</translation>
    </message>
    <message>
        <source>data produced by a trained model</source>
        <translation>dati prodotti da un modello addestrato</translation>
    </message>
    <message>
        <source>derived from data</source>
        <translation>prodotta a partire da dati</translation>
    </message>
    <message>
        <source>composite of several images</source>
        <translation>composta da più immagini</translation>
    </message>
    <message>
        <source>composite of several captures</source>
        <translation>composta da più riprese</translation>
    </message>
    <message>
        <source>minor edits by a person</source>
        <translation>modificata leggermente da una persona</translation>
    </message>
    <message>
        <source>text hidden in the least significant bits</source>
        <translation>testo nascosto nei bit meno significativi</translation>
    </message>
    <message>
        <source>the maker note</source>
        <translation>la nota del produttore (MakerNote)</translation>
    </message>
    <message>
        <source>The file is truncated: the end-of-image marker is missing, and perhaps part of the image.</source>
        <translation>Il file è troncato: manca il segno che chiude un’immagine, e forse una parte dell’immagine.</translation>
    </message>
    <message>
        <source>a phone&apos;s proprietary data (Samsung)</source>
        <translation>dati propri di un telefono (Samsung)</translation>
    </message>
    <message>
        <source>a video (MP4 or QuickTime), as phones append to a photo (motion photo)</source>
        <translation>un video (MP4 o QuickTime), come quelli che i telefoni aggiungono a una foto (foto in movimento)</translation>
    </message>
    <message>
        <source>remains of an earlier, larger PNG file that was overwritten: the image was perhaps cropped or painted over, and parts of what it showed before may be recoverable (aCropalypse, CVE-2023-21036)</source>
        <translation>resti di un file PNG precedente e più grande, sovrascritto: l’immagine è stata forse ritagliata o coperta, e parti di ciò che mostrava prima possono essere recuperate (aCropalypse, CVE-2023-21036)</translation>
    </message>
    <message>
        <source>remains of an earlier, larger JPEG file that was overwritten: the image was perhaps cropped or painted over, and parts of what it showed before may be recoverable (aCropalypse, CVE-2023-21036)</source>
        <translation>resti di un file JPEG precedente e più grande, sovrascritto: l’immagine è stata forse ritagliata o coperta, e parti di ciò che mostrava prima possono essere recuperate (aCropalypse, CVE-2023-21036)</translation>
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
        <source>The file is empty (0 bytes); obtain another copy of the file.</source>
        <translation>Il file è vuoto (0 byte); procurarsi un’altra copia del file.</translation>
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
        <source>This image could not be read, so there are no views to export.</source>
        <translation>Non è stato possibile leggere questa immagine, quindi non ci sono viste da esportare.</translation>
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
        <source>A CAWG identity assertion names who stands behind the content; this program does not check it.</source>
        <translation>Un’asserzione di identità CAWG indica chi è responsabile del contenuto; questo programma non la verifica.</translation>
    </message>
    <message>
        <source>the signature over the claim is valid</source>
        <translation>la firma della dichiarazione (claim) è valida</translation>
    </message>
    <message>
        <source>the file&apos;s bytes do not match the signed hash</source>
        <translation>i byte del file non corrispondono all’hash firmato</translation>
    </message>
    <message>
        <source>the hash over the rest of the file matches</source>
        <translation>l’hash sul resto del file corrisponde</translation>
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
        <source>XML boxes</source>
        <translation>box XML</translation>
    </message>
    <message>
        <source>the directories of further pages</source>
        <translation>le directory delle altre pagine</translation>
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
        <source>Input side of the finished network if it is trained on smaller crops; of a vision transformer of which it sees the middle.</source>
        <translation>Lato dell’ingresso della rete finita se addestrata su ritagli più piccoli; di un vision transformer che ne vede il centro.</translation>
    </message>
    <message>
        <source>Its first weights are those of CLIP (OpenAI, MIT licence), whose model card calls deployed use out of scope, and surveillance never in scope.</source>
        <translation>I suoi pesi iniziali sono quelli di CLIP (OpenAI, licenza MIT), la cui scheda dichiara fuori ambito l’uso operativo e mai ammessa la sorveglianza.</translation>
    </message>
    <message>
        <source>The run whose best weights are used: a segmenter or, for the pooled family, a classifier, with the same backbone; “installed” means the model in use.</source>
        <translation>La run di cui si riprendono i pesi migliori: un segmentatore o, per la famiglia pooled, un classificatore, con la stessa backbone; oppure “installed” per il modello in uso.</translation>
    </message>
    <message>
        <source>a Matroska or WebM video</source>
        <translation>un video Matroska o WebM</translation>
    </message>
    <message>
        <source>a factor that the held-out images do not back</source>
        <translation>un fattore che le immagini di test non sostengono</translation>
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
        <source>Looks at texture: heavy reduction removes it.</source>
        <translation>Osserva la tessitura: una forte riduzione la cancella.</translation>
    </message>
    <message>
        <source>None of the other images shows a usable face; choose others.</source>
        <translation>Nessuna delle altre immagini mostra un volto utilizzabile; sceglierne altre.</translation>
    </message>
    <message>
        <source>The file does not exist; check its name and location.</source>
        <translation>Il file non esiste; controllarne nome e posizione.</translation>
    </message>
    <message>
        <source>You do not have permission to read the file; ask for permission or copy it.</source>
        <translation>Questo utente non può leggere il file; chiedere l’autorizzazione o copiarlo.</translation>
    </message>
    <message>
        <source>The image has more pixels than can be decoded safely; scale down a copy.</source>
        <translation>L’immagine ha più pixel di quanti se ne possano decodificare senza rischi; ridurne una copia.</translation>
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
        <source>The sample image is missing from this installation; install the program again or open an image of your own.</source>
        <translation>L’immagine di esempio non è compresa in questa installazione; installare di nuovo il programma o aprire un’immagine propria.</translation>
    </message>
    <message>
        <source>Another window is recording a decision; try again in a moment.</source>
        <translation>Un’altra finestra sta registrando una decisione; riprovare tra un momento.</translation>
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
        <source>the time stamp is not valid</source>
        <translation>la marca temporale non è valida</translation>
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
        <source>the time stamp comes from a trusted authority</source>
        <translation>la marca temporale viene da un’autorità fidata</translation>
    </message>
    <message>
        <source>the time stamp is malformed</source>
        <translation>la marca temporale è malformata</translation>
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
        <source>the file&apos;s boxes are unchanged since it was signed</source>
        <translation>i blocchi (box) del file sono invariati dalla firma</translation>
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
        <source>an action is malformed</source>
        <translation>un’azione è malformata</translation>
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
        <source>made by a trained model (generative AI)</source>
        <translation>prodotta da un modello addestrato (IA generativa)</translation>
    </message>
    <message>
        <source>changed by an algorithm</source>
        <translation>alterata da un algoritmo</translation>
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
        <source>edited by a person</source>
        <translation>modificata da una persona</translation>
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
        <source>Pictures in the guide</source>
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
        <source>Checking with shap</source>
        <translation>Verifica con shap</translation>
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
        <source>End the scan; finished files are kept</source>
        <translation>Termina la scansione; i file completati si conservano</translation>
    </message>
    <message>
        <source>Pause the scan</source>
        <translation>Mette in pausa la scansione</translation>
    </message>
    <message>
        <source>Resume the scan</source>
        <translation>Riprende la scansione</translation>
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
        <source>Evidence</source>
        <translation>Reperti</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Spiegazione</translation>
    </message>
    <message>
        <source>Drag this panel out, or double-click</source>
        <translation>Trascinare fuori questo pannello, o fare doppio clic</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Pannelli</translation>
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
        <source>{name} was changed or replaced after it had been analysed: its SHA-256 is another one. What is shown now is of the present file.</source>
        <translation>{name} è stato modificato o sostituito dopo l’analisi: il suo SHA-256 è un altro. Ciò che si vede ora riguarda il file attuale.</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Calcolo in corso…</translation>
    </message>
    <message>
        <source>Press Explain to see a map.</source>
        <translation>Premere Spiega per vedere una mappa.</translation>
    </message>
    <message>
        <source>Compare — GNG Desktop</source>
        <translation>Confronto — GNG Desktop</translation>
    </message>
    <message>
        <source>View of all images</source>
        <translation>Vista di tutte le immagini</translation>
    </message>
    <message>
        <source>&amp;Linked</source>
        <translation>&amp;Collegate</translation>
    </message>
    <message>
        <source>Zoom and move all images together</source>
        <translation>Ingrandisce e sposta tutte le immagini insieme</translation>
    </message>
    <message>
        <source>F&amp;aces</source>
        <translation>&amp;Volti</translation>
    </message>
    <message>
        <source>Show the analysed face of each image in the same size</source>
        <translation>Mostra il volto analizzato di ogni immagine alla stessa dimensione</translation>
    </message>
    <message>
        <source>Compute maps of all images with the settings of the Explanation panel, on one colour scale</source>
        <translation>Calcola le mappe di tutte le immagini come indicato nel pannello Spiegazione, con un’unica scala di colori</translation>
    </message>
    <message>
        <source>&amp;Differences only</source>
        <translation>Solo le &amp;differenze</translation>
    </message>
    <message>
        <source>Facts of the images</source>
        <translation>Dati delle immagini</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vista</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenza</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Confronto</translation>
    </message>
    <message>
        <source>Not analysed</source>
        <translation>Non analizzata</translation>
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
        <source>1 image added to the case</source>
        <translation>1 immagine aggiunta al caso</translation>
    </message>
    <message>
        <source>{count} images added to the case</source>
        <translation>{count} immagini aggiunte al caso</translation>
    </message>
    <message>
        <source>{count} were already in it</source>
        <translation>{count} c’erano già</translation>
    </message>
    <message>
        <source>{count} could not be read</source>
        <translation>{count} non leggibili</translation>
    </message>
    <message>
        <source>Import earlier decisions?</source>
        <translation>Importare le decisioni precedenti?</translation>
    </message>
    <message>
        <source>Add decisions, notes and tags to the case? Its log will say so.</source>
        <translation>Aggiungervi decisioni, note ed etichette? Il suo registro lo dirà.</translation>
    </message>
    <message>
        <source>Importing earlier decisions</source>
        <translation>Ripresa delle decisioni</translation>
    </message>
    <message>
        <source>1 record imported into the case</source>
        <translation>1 registrazione ripresa nel caso</translation>
    </message>
    <message>
        <source>{count} records imported into the case</source>
        <translation>{count} registrazioni riprese nel caso</translation>
    </message>
    <message>
        <source>One image has records from before it was in this case.</source>
        <translation>Un’immagine ha registrazioni anteriori al suo ingresso in questo caso.</translation>
    </message>
    <message>
        <source>{count} images have records from before they were in this case.</source>
        <translation>{count} immagini hanno registrazioni anteriori al loro ingresso in questo caso.</translation>
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
        <source>Marks</source>
        <translation>Valutazioni</translation>
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
        <source>Explained with {spent} in {seconds:.1f} s</source>
        <translation>Spiegato con {spent} in {seconds:.1f} s</translation>
    </message>
    <message>
        <source>Case: {title}</source>
        <translation>Caso: {title}</translation>
    </message>
    <message>
        <source>{percent:,.0f} %</source>
        <translation>{percent:,.0f} %</translation>
    </message>
    <message>
        <source>A training is running</source>
        <translation>È in corso un addestramento</translation>
    </message>
    <message>
        <source>What should happen to the training?</source>
        <translation>Che cosa fare dell’addestramento?</translation>
    </message>
    <message>
        <source>If you suspend it, it resumes later from its last finished epoch. If you stop it, its best epoch is the result; the window closes once that is saved.</source>
        <translation>Se sospeso, riprende più tardi dall’ultima epoca conclusa. Se fermato, il risultato è la sua epoca migliore; la finestra si chiude appena è salvata.</translation>
    </message>
    <message>
        <source>Keep the window open</source>
        <translation>Tieni aperta la finestra</translation>
    </message>
    <message>
        <source>A scan is running. Finished files are kept, and the scan can be resumed.</source>
        <translation>È in corso una scansione. Ciò che è fatto si conserva e la scansione si può riprendere.</translation>
    </message>
    <message>
        <source>The notes on one image have not been recorded and would be lost.</source>
        <translation>Le note su un’immagine non sono registrate e andrebbero perse.</translation>
    </message>
    <message>
        <source>The notes on {count} images have not been recorded and would be lost.</source>
        <translation>Le note su {count} immagini non sono registrate e andrebbero perse.</translation>
    </message>
    <message>
        <source>Suspend and close</source>
        <translation>Sospendi e chiudi</translation>
    </message>
    <message>
        <source>The evidence is not on this computer, and the case holds no preview of it.
Make the original available, then press F5.</source>
        <translation>Il reperto non è su questo computer e il caso non ne ha un’anteprima.
Rendere disponibile l’originale, poi premere F5.</translation>
    </message>
    <message>
        <source>Stop now and close</source>
        <translation>Ferma ora e chiudi</translation>
    </message>
    <message>
        <source>Stopping the training; the window then closes…</source>
        <translation>Arresto dell’addestramento; poi la finestra si chiude…</translation>
    </message>
    <message>
        <source>Stop the scan?</source>
        <translation>Fermare la scansione?</translation>
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
        <source>Details</source>
        <translation>Dettagli</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Chiudi</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Chiude il messaggio</translation>
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
        <source>No images were found; choose another folder.</source>
        <translation>In ciò che è stato aperto non ci sono immagini; scegliere un’altra cartella.</translation>
    </message>
    <message>
        <source>There is no image on the clipboard; copy an image or an image file, then paste.</source>
        <translation>Negli appunti non c’è un’immagine; copiare un’immagine o un file di immagine, poi incollare.</translation>
    </message>
    <message>
        <source>Saving the pasted image</source>
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
        <source>Exact Shapley values of the face&apos;s regions and the background: every combination is scored.</source>
        <translation>Valori di Shapley esatti delle regioni del volto e dello sfondo: a ogni combinazione si assegna un punteggio.</translation>
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
        <source>Hides rectangles of the image and distributes the change in score among them.</source>
        <translation>Nasconde rettangoli dell’immagine e ripartisce tra loro il cambiamento del punteggio.</translation>
    </message>
    <message>
        <source>Where the features are that raise (red) or lower (blue) the score; coarse but fast.</source>
        <translation>Dove stanno le caratteristiche che alzano (rosso) o abbassano (blu) il punteggio; grossolano, rapido.</translation>
    </message>
    <message>
        <source>Gradients of the input and of every bias; sums exactly to the log-odds of the score.</source>
        <translation>Gradienti dell’ingresso e di ogni bias; la somma dà esattamente i log-odds del punteggio.</translation>
    </message>
    <message>
        <source>How strongly the network responds at each place, but not in which direction.</source>
        <translation>Quanto e dove la rete risponde; non dice in quale direzione.</translation>
    </message>
    <message>
        <source>Replacement for hidden pixels</source>
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
        <source>Check with shap</source>
        <translation>Verifica con shap</translation>
    </message>
    <message>
        <source>Detector that is explained</source>
        <translation>Rilevatore che viene spiegato</translation>
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
        <source>Both classifiers</source>
        <translation>Entrambi i classificatori</translation>
    </message>
    <message>
        <source>Regions scores every combination, so there is nothing to choose.</source>
        <translation>Regioni valuta ogni combinazione, quindi non c’è un numero da scegliere.</translation>
    </message>
    <message>
        <source>{method} needs only one evaluation per map.</source>
        <translation>{method} non richiede più di una valutazione per mappa.</translation>
    </message>
    <message>
        <source>Values of {method} are relative and have no unit.</source>
        <translation>I valori di {method} sono relativi: non hanno unità.</translation>
    </message>
    <message>
        <source>Classifier calls per map: more is finer but slower.</source>
        <translation>Chiamate al classificatore per mappa: di più è più fine e più lento.</translation>
    </message>
    <message>
        <source>What replaces the hidden pixels.</source>
        <translation>Con che cosa si sostituiscono i pixel nascosti.</translation>
    </message>
    <message>
        <source>Log-odds show how the odds change, even where the score is close to 0 or 1; the score is easier to read in between.</source>
        <translation>I log-odds mostrano come cambiano gli odds, anche dove il punteggio è vicino a 0 o a 1; nel mezzo il punteggio è più facile da leggere.</translation>
    </message>
    <message>
        <source>Hide and show the pixels the maps rank highest, and follow the score (Ctrl+T)</source>
        <translation>Nasconde e mostra i pixel che le mappe dicono importanti, e segue il punteggio (Ctrl+T)</translation>
    </message>
    <message>
        <source>Recompute the SHAP maps with the published shap library and compare</source>
        <translation>Ricalcola le mappe SHAP con la libreria shap pubblicata e le confronta</translation>
    </message>
    <message>
        <source>The check with the shap library needs the full build.</source>
        <translation>La libreria shap pubblicata richiede la versione completa.</translation>
    </message>
    <message>
        <source>There are no SHAP maps to check: explain the image with SHAP first.</source>
        <translation>Non ci sono mappe SHAP da verificare: spiegare prima l’immagine con SHAP.</translation>
    </message>
    <message>
        <source>Regions are always hidden by blurring.</source>
        <translation>Le regioni si nascondono sempre sfocandole.</translation>
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
        <source>In log-odds: +0.69 doubles the odds of “generated”, −0.69 halves them; 0 leaves them unchanged.</source>
        <translation>In log-odds: +0,69 raddoppia gli odds di “generato”, −0,69 li dimezza; 0 li lascia invariati.</translation>
    </message>
    <message>
        <source>In score units: +0.10 raises the score, which ranges from 0 to 1, by 0.10.</source>
        <translation>In punteggio: +0,10 alza di 0,10 il punteggio, che va da 0 a 1.</translation>
    </message>
    <message>
        <source>Values are relative: they compare places within one map, and their sum has no meaning.</source>
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
        <source>{method}, partial: {evaluations} in {seconds} s so far.</source>
        <translation>{method}, parziale: {evaluations} in {seconds} s finora.</translation>
    </message>
    <message>
        <source>{method}: {evaluations} in {seconds} s. Hidden pixels: {masker}.</source>
        <translation>{method}: {evaluations} in {seconds} s. Pixel nascosti: {masker}.</translation>
    </message>
    <message>
        <source>{method}: {evaluations} in {seconds} s. Nothing was hidden.</source>
        <translation>{method}: {evaluations} in {seconds} s. Nulla è stato nascosto.</translation>
    </message>
    <message>
        <source>1 evaluation per map</source>
        <translation>1 valutazione per mappa</translation>
    </message>
    <message>
        <source>{count} evaluations per map</source>
        <translation>{count} valutazioni per mappa</translation>
    </message>
    <message>
        <source>{first} and {second} evaluations</source>
        <translation>{first} e {second} valutazioni</translation>
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
        <source>Sum of contributions</source>
        <translation>Contributi in totale</translation>
    </message>
    <message>
        <source>Of which without a location</source>
        <translation>Di cui senza posizione</translation>
    </message>
    <message>
        <source>Sums to within</source>
        <translation>La somma torna entro</translation>
    </message>
    <message>
        <source>Log-odds</source>
        <translation>Log-odds</translation>
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
        <source>Further detector</source>
        <translation>Altro rilevatore</translation>
    </message>
    <message>
        <source>Not tested yet.

Explain the image, then press Test maps (Ctrl+T): the pixels a map ranks highest are hidden first (deletion) and shown first (insertion), and the score is followed.</source>
        <translation>Non ancora verificate.

Spiegare l’immagine, poi premere Verifica le mappe (Ctrl+T): i pixel che una mappa dice importanti vengono nascosti per primi (deletion) e mostrati per primi (insertion), e si segue il punteggio.</translation>
    </message>
    <message>
        <source>Solid: the pixel order of the map; dashed: chance, the same map rotated and shifted at random. With a faithful map the score falls faster as pixels are hidden and rises faster as they are shown. Support is the score, or 1 − score where hiding the image raises the score.</source>
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
        <source>Area when hidden first: {deletion} (chance {random_deletion}); when shown first: {insertion} (chance {random_insertion}); gain over chance {gain}, in log-odds {gain_log_odds}. Support: score.</source>
        <translation>Area con i pixel nascosti per primi {deletion} (caso {random_deletion}), mostrati per primi {insertion} (caso {random_insertion}); guadagno sul caso {gain}, in log-odds {gain_log_odds}. Supporto: punteggio.</translation>
    </message>
    <message>
        <source>Area when hidden first: {deletion} (chance {random_deletion}); when shown first: {insertion} (chance {random_insertion}); gain over chance {gain}, in log-odds {gain_log_odds}. Support: 1 − score.</source>
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
        <source>{name} alone {value}</source>
        <translation>solo {name} {value}</translation>
    </message>
    <message>
        <source>{first} × {second} together {value}</source>
        <translation>{first} × {second} insieme {value}</translation>
    </message>
    <message>
        <source>Not explained by regions yet; the Regions method also shows what pairs of regions add together.</source>
        <translation>Non ancora spiegata per regioni; il metodo Regioni mostra anche che cosa apportano insieme le coppie di regioni.</translation>
    </message>
    <message>
        <source>What two regions add together beyond what each adds alone; strongest pairs first.</source>
        <translation>Che cosa due regioni apportano insieme oltre a ciò che apporta ciascuna da sola; prima le coppie più forti.</translation>
    </message>
    <message>
        <source>No two regions add more or less together than alone.</source>
        <translation>Nessuna coppia di regioni apporta insieme più o meno di ciascuna da sola.</translation>
    </message>
    <message>
        <source>On the diagonal: what a region adds alone. Off the diagonal: what a pair adds beyond that. Counting each pair once, these values sum to the contributions of the regions.</source>
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
        <translation>accuratezza al punteggio 0,5</translation>
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
        <source>This model reports no test figures.</source>
        <translation>Questo modello non riporta risultati di test.</translation>
    </message>
    <message>
        <source>This model is not one of those in use: its test figures are not available here.</source>
        <translation>Questo modello non è tra quelli in uso: qui i suoi risultati di test non sono noti.</translation>
    </message>
    <message>
        <source>On {count} held-out images from the training sources: {figures}.</source>
        <translation>Su {count} immagini di test delle fonti di addestramento: {figures}.</translation>
    </message>
    <message>
        <source>Both were counted at a score of 0.5, not by the decision zones.</source>
        <translation>Entrambi contati al punteggio 0,5, non secondo le zone di decisione.</translation>
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
        <source>On {count} held-out images: {figures}.</source>
        <translation>Su {count} immagini di test: {figures}.</translation>
    </message>
    <message>
        <source>Held-out real photos misclassified: {share}.</source>
        <translation>Foto reali di test classificate male: {share}.</translation>
    </message>
    <message>
        <source>Most false alarms: real photos of {source}: {share}.</source>
        <translation>Più falsi allarmi: foto reali di {source}: {share}.</translation>
    </message>
    <message>
        <source>Held-out generated images misclassified: {share}.</source>
        <translation>Immagini generate di test classificate male: {share}.</translation>
    </message>
    <message>
        <source>Most misses: generated images of {source}: {share}.</source>
        <translation>Più mancati riconoscimenti: immagini generate di {source}: {share}.</translation>
    </message>
    <message>
        <source>The fused score, of which this classifier is a part:</source>
        <translation>Il punteggio fuso, di cui questo classificatore fa parte:</translation>
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
        <source>How often held-out images of each generator are classified as generated, and how often those of a generator were by models trained without it: the nearest measure of a generator not listed here, which may be found less often still.</source>
        <translation>Quanto spesso le immagini di test di ogni generatore sono dette generate, e quanto spesso lo erano quelle di un generatore da modelli addestrati senza di esso: la misura più vicina per un generatore non elencato, che può essere riconosciuto ancora meno spesso.</translation>
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
        <source>Findings favour a generator.</source>
        <translation>Gli elementi fanno propendere per un generatore.</translation>
    </message>
    <message>
        <source>Findings favour a real photo.</source>
        <translation>Gli elementi fanno propendere per una foto reale.</translation>
    </message>
    <message>
        <source>The file could not be read, so no decision can be recorded for it.</source>
        <translation>Non è stato possibile leggere il file, quindi non si può conservare una decisione su di esso.</translation>
    </message>
    <message>
        <source>What speaks for it and what against</source>
        <translation>Che cosa parla a favore e che cosa contro</translation>
    </message>
    <message>
        <source>Record this decision on the image ({keys})</source>
        <translation>Conserva questa decisione con l’immagine ({keys})</translation>
    </message>
    <message>
        <source>The tool&apos;s verdict: {verdict}</source>
        <translation>Lo strumento dice: {verdict}</translation>
    </message>
    <message>
        <source>The tool&apos;s verdict on face {number}: {verdict}</source>
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
        <source>Recorded. The tool&apos;s verdict has changed since; record again to confirm.</source>
        <translation>Registrata. Ora lo strumento dice altro; registrare di nuovo per confermare.</translation>
    </message>
    <message>
        <source>You have recorded nothing yet.</source>
        <translation>Ancora nulla di registrato da parte propria.</translation>
    </message>
    <message>
        <source>Nothing recorded on the whole picture yet.</source>
        <translation>Ancora nulla di registrato sull’immagine nel suo insieme.</translation>
    </message>
    <message>
        <source>Recorded.</source>
        <translation>Registrata.</translation>
    </message>
    <message>
        <source>Nothing recorded on face {number} yet.</source>
        <translation>Ancora nulla di registrato sul volto {number}.</translation>
    </message>
    <message>
        <source>Nothing recorded yet.</source>
        <translation>Ancora nulla di registrato.</translation>
    </message>
    <message>
        <source>The tool gave no verdict at the time.</source>
        <translation>Allora lo strumento non dava un esito.</translation>
    </message>
    <message>
        <source>The tool&apos;s verdict at the time: {verdict}, score {first} with background, {second} without.</source>
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
        <translation>sotto 0,01</translation>
    </message>
    <message>
        <source>above 0.99</source>
        <translation>sopra 0,99</translation>
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
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>No generator traces in what was read ({read}), which proves nothing. Not read: {left}.</source>
        <translation>Nessuna traccia di generatori in ciò che è stato letto ({read}), il che non prova nulla. Non letto: {left}.</translation>
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
        <source>Open an image: what the file states about its origin is shown here. None of it affects the scores.</source>
        <translation>Aprire un’immagine: qui si mostra che cosa il suo file dichiara sulla propria provenienza. Nulla di ciò entra nei punteggi.</translation>
    </message>
    <message>
        <source>Apart from the Content Credentials, no generator traces in what was read ({read}). Not read: {left}.</source>
        <translation>Oltre alle Content Credentials, nessuna traccia di generatori in ciò che è stato letto ({read}). Non letto: {left}.</translation>
    </message>
    <message>
        <source>Traces are text that anyone can write into a file or remove from it: a trace may be forged, and an image without any may still be generated.</source>
        <translation>Le tracce sono testo che chiunque può scrivere in un file o toglierne: quella che c’è può essere falsa, e un’immagine che non ne ha può comunque essere generata.</translation>
    </message>
    <message>
        <source>The image is scaled to the size of the thumbnail and both are compared in grey (0..255). Scaling and compression alone leave a small difference. A large one means that image and thumbnail show different things: either the image was edited or cropped and the thumbnail left as it was, or a camera fitted the thumbnail into a frame of another shape.</source>
        <translation>L’immagine viene ridotta alla grandezza della miniatura e le due si confrontano in grigio (0..255). Riduzione e compressione da sole lasciano una piccola differenza. Una grande significa che immagine e miniatura mostrano cose diverse: l’immagine è stata modificata o ritagliata e la miniatura lasciata com’era, oppure una fotocamera ha messo la miniatura in una cornice di altra forma.</translation>
    </message>
    <message>
        <source>The metadata say where the image was taken; the position is hidden until you ask for it.</source>
        <translation>I metadati dicono dove l’immagine è stata ripresa; non viene mostrato finché non lo si chiede.</translation>
    </message>
    <message>
        <source>The metadata say where the image was taken; the position is shown in the table.</source>
        <translation>I metadati dicono dove l’immagine è stata ripresa; è mostrato nella tabella.</translation>
    </message>
    <message>
        <source>What was signed, and by whom</source>
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
        <source>The selected row in full</source>
        <translation>La riga scelta, per intero</translation>
    </message>
    <message>
        <source>Start the scan</source>
        <translation>Avvia la scansione</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Copia il comando</translation>
    </message>
    <message>
        <source>Choose a folder or a list of files: each file becomes a row with its verdict, both scores and the reason. The files are only read; a scan can be paused, stopped and resumed later.</source>
        <translation>Scegliere una cartella o un elenco di file: ogni file diventa una riga con esito, i due punteggi e motivo. I file vengono solo letti; una scansione si può mettere in pausa, fermare e riprendere in seguito.</translation>
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
        <source>Copied: {text}</source>
        <translation>Copiato: {text}</translation>
    </message>
    <message>
        <source>The scan is complete</source>
        <translation>La scansione è completa</translation>
    </message>
    <message>
        <source>Resume the unfinished scan</source>
        <translation>Riprende la scansione non terminata</translation>
    </message>
    <message>
        <source>Start over…</source>
        <translation>Ricomincia…</translation>
    </message>
    <message>
        <source>Copy the command line that runs the same scan</source>
        <translation>Copia la riga di comando che esegue la stessa scansione</translation>
    </message>
    <message>
        <source>Start over?</source>
        <translation>Ricominciare?</translation>
    </message>
    <message>
        <source>The results of the unfinished scan will be lost.</source>
        <translation>Ciò che la scansione non terminata ha trovato va perso.</translation>
    </message>
    <message>
        <source>The CSV of the earlier scan will be replaced.</source>
        <translation>Il CSV della scansione precedente viene sostituito.</translation>
    </message>
    <message>
        <source>The folder cannot be opened from here; open it in your file manager.</source>
        <translation>La cartella non si può aprire da qui; aprirla da sé.</translation>
    </message>
    <message>
        <source>The scan was stopped. Finished files are kept: press Resume to complete it.</source>
        <translation>La scansione è stata fermata. I file completati si conservano: premere Riprendi per completarla.</translation>
    </message>
    <message>
        <source>The scan could not be completed. Finished files are kept.</source>
        <translation>Non è stato possibile completare la scansione. I file completati si conservano.</translation>
    </message>
    <message>
        <source>The table holds the first {shown:,} rows; the CSV holds all.</source>
        <translation>La tabella contiene le prime {shown:,} righe; il CSV le contiene tutte.</translation>
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
        <source>· note</source>
        <translation>· annotata</translation>
    </message>
    <message>
        <source>An image inside it: signed by {signer}, organisation {organisation}</source>
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

Choose the Regions method and press Explain (Ctrl+E): every combination of the face&apos;s regions and the background is scored, and the exact share of each region in the score is shown here.</source>
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
        <source>Map per pixel</source>
        <translation>Mappa per pixel</translation>
    </message>
    <message>
        <source>Off: every pixel shows the total of its region, as in the text and the bars. On: the total is spread over the region&apos;s pixels, so that small regions stand out.</source>
        <translation>Spento: ogni pixel ha il totale della sua regione, come nel testo e nelle barre. Acceso: il totale è distribuito sui pixel della regione, così che le regioni piccole risaltano.</translation>
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
        <source>There is no image on the clipboard; copy an image or a file, then paste again.</source>
        <translation>Negli appunti non c’è un’immagine; copiare un’immagine o un file, poi incollare di nuovo.</translation>
    </message>
    <message>
        <source>The pasted image cannot be saved ({reason}); free some space, or paste it into another program and save it as a file.</source>
        <translation>L’immagine incollata non si può conservare ({reason}); liberare spazio, oppure incollarla in un altro programma e salvarla come file.</translation>
    </message>
    <message>
        <source>The decision could not be recorded in {folder} ({reason}); it stays in Notes as a draft. Check that folder and record again.</source>
        <translation>Non è stato possibile registrare la decisione in {folder} ({reason}); resta in Note come bozza. Controllare quella cartella e registrare di nuovo.</translation>
    </message>
    <message>
        <source>The decisions recorded on this image cannot be read from {folder} ({reason}); check that folder and open the image again.</source>
        <translation>Non si possono leggere da {folder} le decisioni registrate su questa immagine ({reason}); controllare quella cartella e aprire di nuovo l’immagine.</translation>
    </message>
    <message>
        <source>There is not enough memory to draw the views at full size; close other programs and try again.</source>
        <translation>La memoria non basta per disegnare le viste alla grandezza dell’immagine; chiudere altri programmi e riprovare.</translation>
    </message>
    <message>
        <source>The disk with {folder} is full; free some space or choose another folder.</source>
        <translation>Il disco che contiene {folder} è pieno; liberare spazio o scegliere un’altra cartella.</translation>
    </message>
    <message>
        <source>You do not have permission to write to {folder}; choose another folder.</source>
        <translation>In {folder} non si può scrivere; scegliere un’altra cartella.</translation>
    </message>
    <message>
        <source>The folder {folder} no longer exists; choose another.</source>
        <translation>La cartella {folder} non c’è più; sceglierne un’altra.</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>Scritto: {name}</translation>
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
        <source>JPEG quality</source>
        <translation>Qualità JPEG</translation>
    </message>
    <message>
        <source>Not tested yet.

The image is compressed as JPEG, reduced and blurred, as happens when images are reposted. Each altered image is analysed from scratch, from the segmentation to both scores; for the whole picture, the search for the face is repeated, too.</source>
        <translation>Prova non ancora eseguita.

L’immagine viene compressa in JPEG, ridotta e sfocata, come accade quando la si ripubblica. Ogni immagine alterata viene analizzata da capo, dalla segmentazione fino a entrambi i punteggi; per l’immagine intera si ripete anche la ricerca del volto.</translation>
    </message>
    <message>
        <source>Shaded: zones of the fused score, which the verdict is made of; thin lines: the limits of each classifier.</source>
        <translation>Sfumato: le zone del punteggio fuso, da cui risulta l’esito; linee sottili: i limiti di ciascun classificatore.</translation>
    </message>
    <message>
        <source>Shaded: zones in which both classifiers agree on a decision; thin lines: the limits of each.</source>
        <translation>Sfumato: le zone in cui entrambi i classificatori decidono allo stesso modo; linee sottili: i limiti di ciascuno.</translation>
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
        <source>Colour</source>
        <translation>Colore</translation>
    </message>
    <message>
        <source>Brightness, strength</source>
        <translation>Luminosità, intensità</translation>
    </message>
    <message>
        <source>Contrast, strength</source>
        <translation>Contrasto, intensità</translation>
    </message>
    <message>
        <source>Saturation, strength</source>
        <translation>Saturazione, intensità</translation>
    </message>
    <message>
        <source>Hue, strength</source>
        <translation>Tonalità, intensità</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rumore</translation>
    </message>
    <message>
        <source>Gaussian noise, strength</source>
        <translation>Rumore gaussiano, intensità</translation>
    </message>
    <message>
        <source>Shot noise, strength</source>
        <translation>Rumore fotonico, intensità</translation>
    </message>
    <message>
        <source>Impulse noise, strength</source>
        <translation>Rumore impulsivo, intensità</translation>
    </message>
    <message>
        <source>Strong blur</source>
        <translation>Sfocatura forte</translation>
    </message>
    <message>
        <source>Gaussian blur, strength</source>
        <translation>Sfocatura gaussiana, intensità</translation>
    </message>
    <message>
        <source>Defocus, strength</source>
        <translation>Fuori fuoco, intensità</translation>
    </message>
    <message>
        <source>Motion blur, strength</source>
        <translation>Mosso, intensità</translation>
    </message>
    <message>
        <source>Coding</source>
        <translation>Codifica</translation>
    </message>
    <message>
        <source>Pixelation, strength</source>
        <translation>Pixelatura, intensità</translation>
    </message>
    <message>
        <source>Strong JPEG compression, strength</source>
        <translation>Compressione JPEG forte, intensità</translation>
    </message>
    <message>
        <source>Distortion</source>
        <translation>Distorsione</translation>
    </message>
    <message>
        <source>Elastic distortion, strength</source>
        <translation>Distorsione elastica, intensità</translation>
    </message>
    <message>
        <source>Lens distortion, strength</source>
        <translation>Distorsione ottica, intensità</translation>
    </message>
    <message>
        <source>Weather</source>
        <translation>Tempo atmosferico</translation>
    </message>
    <message>
        <source>Fog, strength</source>
        <translation>Nebbia, intensità</translation>
    </message>
    <message>
        <source>Snow, strength</source>
        <translation>Neve, intensità</translation>
    </message>
    <message>
        <source>Rain, strength</source>
        <translation>Pioggia, intensità</translation>
    </message>
    <message>
        <source>The score depends mainly on the face.</source>
        <translation>Il punteggio dipende soprattutto dal volto.</translation>
    </message>
    <message>
        <source>The score depends mainly on the scene.</source>
        <translation>Il punteggio dipende soprattutto dalla scena.</translation>
    </message>
    <message>
        <source>The score depends on face and scene alike.</source>
        <translation>Il punteggio dipende in ugual misura da volto e scena.</translation>
    </message>
    <message>
        <source>Test the verdict</source>
        <translation>Metti alla prova l’esito</translation>
    </message>
    <message>
        <source>Compress, reduce and blur the image, and analyse it again each time</source>
        <translation>Comprime, riduce e sfoca l’immagine, e ogni volta la analizza di nuovo</translation>
    </message>
    <message>
        <source>Shaded: zones in which all scores that the verdict is made of decide alike; thin lines: the limits of each detector.</source>
        <translation>Sfumato: le zone in cui tutti i punteggi da cui risulta l’esito decidono allo stesso modo; linee sottili: i limiti di ciascun rilevatore.</translation>
    </message>
    <message>
        <source>Thin lines: the limits of each detector.</source>
        <translation>Linee sottili: i limiti di ciascun rilevatore.</translation>
    </message>
    <message>
        <source>Below the axis, the verdict: triangle generated, circle real, diamond inconclusive, crossed ring no face analysed.</source>
        <translation>Sotto l’asse l’esito: triangolo generato, cerchio reale, rombo non conclusivo, anello barrato nessun volto analizzato.</translation>
    </message>
    <message>
        <source>No further changes</source>
        <translation>Nessun’altra alterazione</translation>
    </message>
    <message>
        <source>Further perturbations, each in five strengths</source>
        <translation>Altre perturbazioni provate, ciascuna in cinque intensità</translation>
    </message>
    <message>
        <source>Further perturbations</source>
        <translation>Altre perturbazioni provate</translation>
    </message>
    <message>
        <source>Paste the face onto the backgrounds of other images, and their faces onto its background; choose real and generated images</source>
        <translation>Incolla il volto sugli sfondi di altre immagini e i loro volti sul suo; scegliere immagini di entrambi i tipi</translation>
    </message>
    <message>
        <source>Pasted onto its own background the face scores {own}; on {count} other backgrounds it scores {scenes} on average; {number} other faces on its background score {faces} on average.</source>
        <translation>Incollato sul proprio sfondo il volto ha punteggio {own}; su {count} sfondi altrui in media {scenes}; {number} volti altrui sul suo sfondo hanno in media {faces}.</translation>
    </message>
    <message>
        <source>Also test:</source>
        <translation>Prova anche:</translation>
    </message>
    <message>
        <source>Face or scene…</source>
        <translation>Volto o scena…</translation>
    </message>
    <message>
        <source>Images with other faces</source>
        <translation>Immagini con altri volti</translation>
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
        <source>Score of {name}</source>
        <translation>Punteggio: {name}</translation>
    </message>
    <message>
        <source>Raw score of {name}</source>
        <translation>Punteggio grezzo: {name}</translation>
    </message>
    <message>
        <source>{change}: {reason}</source>
        <translation>{change}: {reason}</translation>
    </message>
    <message>
        <source>{change}: fused score {fused}, with background {with_}, without background {without}; {verdict}</source>
        <translation>{change}: punteggio fuso {fused}, con sfondo {with_}, senza sfondo {without}; {verdict}</translation>
    </message>
    <message>
        <source>{change}: fused score {fused}, with background {with_}, without background {without}; {verdict}. {reason}</source>
        <translation>{change}: punteggio fuso {fused}, con sfondo {with_}, senza sfondo {without}; {verdict}. {reason}</translation>
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
        <source>Cutting out faces</source>
        <translation>Ritaglio dei volti</translation>
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
        <source>Analysed: face {number}, {width} × {height} px at {x}, {y}</source>
        <translation>Analizzato: volto {number}, {width} × {height} px in {x}, {y}</translation>
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
        <source>What each classifier adds to the natural log-odds of the fused score: above 0 favours a generator, below 0 a photo.</source>
        <translation>Ciò che ogni classificatore aggiunge alle log-odds naturali del punteggio fuso: sopra 0 parla per un generatore, sotto 0 per una foto.</translation>
    </message>
    <message>
        <source>The verdict is based on the fused score.</source>
        <translation>L’esito si basa sul punteggio fuso.</translation>
    </message>
    <message>
        <source>Other detectors decide: the verdict is not made of the fused score.</source>
        <translation>Decidono altri rilevatori: l’esito non risulta dal punteggio fuso.</translation>
    </message>
    <message>
        <source>The fusion rule itself adds {value}, the same for every image.</source>
        <translation>La regola di fusione stessa aggiunge {value}, uguale per ogni immagine.</translation>
    </message>
    <message>
        <source>Contributions to the log-odds: with background {first}, without background {second}.</source>
        <translation>Contributi alle log-odds: con sfondo {first}, senza sfondo {second}.</translation>
    </message>
    <message>
        <source>Contributions to the log-odds: with background {first}, without background {second}, {others}.</source>
        <translation>Contributi alle log-odds: con sfondo {first}, senza sfondo {second}, {others}.</translation>
    </message>
    <message>
        <source>Fused score: {score}</source>
        <translation>Punteggio fuso: {score}</translation>
    </message>
    <message>
        <source>{name}: {score} (range 0 to 1; real below {low}, generated above {high})</source>
        <translation>{name}: {score} (scala da 0 a 1; reale sotto {low}, generato sopra {high})</translation>
    </message>
    <message>
        <source>Fused score</source>
        <translation>Punteggio fuso</translation>
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
        <source>Engine</source>
        <translation>Motore</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durata</translation>
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
        <source>strength not known</source>
        <translation>forza non nota</translation>
    </message>
    <message>
        <source>Analysed part</source>
        <translation>Parte esaminata</translation>
    </message>
    <message>
        <source>How far the face lies from the images this classifier was trained and tested on. Nearly all of those lie within 1 times the limit; beyond it the face is out of scope and the score must not be relied on. A face within the limit may still come from an unknown generator.</source>
        <translation>Quanto il volto dista dalle immagini su cui questo classificatore è stato addestrato e provato. Quasi tutte quelle stanno entro 1 volta il limite; al di sopra il volto è fuori ambito e non ci si deve fidare del punteggio. Un volto entro il limite può comunque venire da un generatore sconosciuto.</translation>
    </message>
    <message>
        <source>What the file says about itself; anyone can add or remove it, and it affects no score. Details are in the Provenance tab.</source>
        <translation>Ciò che il file dice di sé; chiunque può scriverlo o toglierlo, e non entra in nessun punteggio. I dettagli sono nella scheda Provenienza.</translation>
    </message>
    <message>
        <source>The family model&apos;s calibrated probabilities for this face, at even prior odds of the three classes. They are a lead on the generator and no part of the verdict.</source>
        <translation>Ciò che il modello della famiglia ricava dal volto: le sue probabilità calibrate, a probabilità a priori uguali delle tre classi. È un indizio sul generatore e non entra nell’esito.</translation>
    </message>
    <message>
        <source>The scores point to “generated”, but as far as held-out images show they are less than 2 times more probable if the face was generated: too little for a conclusion.</source>
        <translation>I punteggi parlano per «generato», ma per quanto sostengono le immagini di test sono meno di 2 volte più probabili se il volto è stato generato: troppo poco per una conclusione.</translation>
    </message>
    <message>
        <source>The scores point to “real”, but they lie so near the middle that they are less than 2 times more probable if the face is a real photo: too little for a conclusion.</source>
        <translation>I punteggi parlano per «reale», ma così vicino al centro che sono meno di 2 volte più probabili se il volto è una foto reale: troppo poco per una conclusione.</translation>
    </message>
    <message>
        <source>It is not known yet what the scores rest on: choose the Regions method and press Explain (Ctrl+E) to read it here.</source>
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
        <source>Verbal scale of the ENFSI guideline for evaluative reporting (2015). The score that decides counts, of several the weakest; no more is claimed than the held-out images support.</source>
        <translation>Scala verbale della linea guida ENFSI sulle relazioni valutative (2015). Conta il punteggio che decide, di più punteggi il più debole; non si afferma più di quanto sostengano le immagini di test.</translation>
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
        <source>The networks saw this part; everything outside it counts as background.</source>
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
        <source>away (blue)</source>
        <translation>lontano (blu)</translation>
    </message>
    <message>
        <source>toward (red)</source>
        <translation>verso (rosso)</translation>
    </message>
    <message>
        <source>toward (orange)</source>
        <translation>verso (arancio)</translation>
    </message>
    <message>
        <source>little</source>
        <translation>poco</translation>
    </message>
    <message>
        <source>strongly</source>
        <translation>molto</translation>
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
        <source>Relative weight of one pixel; the sum has no meaning; one scale for both maps.</source>
        <translation>Peso relativo di un pixel, la cui somma non ha significato; una sola scala per entrambe le mappe.</translation>
    </message>
    <message>
        <source>Contribution of the whole region to the score; one scale for both maps.</source>
        <translation>Contributo dell’intera regione al punteggio; una sola scala per le due mappe.</translation>
    </message>
    <message>
        <source>Contribution of the whole region to the log-odds of the score; one scale for both maps.</source>
        <translation>Contributo dell’intera regione alle log-odds del punteggio; una sola scala per le due mappe.</translation>
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
        <source>score per region</source>
        <translation>punteggio per regione</translation>
    </message>
    <message>
        <source>log-odds per region</source>
        <translation>log-odds per regione</translation>
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
        <source>Classic views</source>
        <translation>Viste classiche</translation>
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
        <source>Map of a further detector</source>
        <translation>Mappa di un ulteriore rilevatore</translation>
    </message>
    <message>
        <source>Error levels</source>
        <translation>Livelli di errore</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>Spettro</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Livelli</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradiente</translation>
    </message>
    <message>
        <source>{method}, with</source>
        <translation>{method}, con</translation>
    </message>
    <message>
        <source>{method}, without</source>
        <translation>{method}, senza</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>Nessuna immagine</translation>
    </message>
    <message>
        <source>The evidence is not on this computer: only its preview in the case can be shown.
Make the original available, then press F5.</source>
        <translation>Il reperto non è su questo computer: si può mostrare solo l’anteprima che è nel caso.
Rendere disponibile l’originale, poi premere F5.</translation>
    </message>
    <message>
        <source>{method}, {detector}</source>
        <translation>{method}, {detector}</translation>
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
        <source>Map</source>
        <translation>Mappa</translation>
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
        <source>The models will be reloaded.</source>
        <translation>I modelli saranno caricati di nuovo.</translation>
    </message>
    <message>
        <source>“{setting}” takes effect at the next start.</source>
        <translation>“{setting}” avrà effetto dal prossimo avvio.</translation>
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
        <source>Automatic</source>
        <translation>Automatico</translation>
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
        <source>Light or dark; images have the same background in both.</source>
        <translation>Chiaro o scuro; lo sfondo delle immagini è lo stesso in entrambi.</translation>
    </message>
    <message>
        <source>The first colour moves the score toward generated, the second away from it.</source>
        <translation>Il primo colore sposta il punteggio verso generato, il secondo nel senso opposto.</translation>
    </message>
    <message>
        <source>For the segmentation on screen; saved files use the Mut1ny colours.</source>
        <translation>Della segmentazione sullo schermo; i file portano i colori di Mut1ny.</translation>
    </message>
    <message>
        <source>Draw class outlines and leave the image uncovered.</source>
        <translation>Disegna i bordi delle classi e lascia l’immagine com’è.</translation>
    </message>
    <message>
        <source>What the networks run on. Automatic: the first GPU, or the CPU if there is none.</source>
        <translation>Su che cosa girano le reti. Automatico: la prima GPU o, se manca, la CPU.</translation>
    </message>
    <message>
        <source>Models folder</source>
        <translation>Cartella dei modelli</translation>
    </message>
    <message>
        <source>Searched for models first; leave empty to use only the standard locations.</source>
        <translation>È la prima in cui si cercano i modelli; vuoto vuol dire soltanto i posti consueti.</translation>
    </message>
    <message>
        <source>Standard locations</source>
        <translation>I posti consueti</translation>
    </message>
    <message>
        <source>The detectors that decide the verdict, separated by commas: with-background, without-background, or the id of a calibrated further detector.</source>
        <translation>Rilevatori su cui si basa l’esito, separati da virgole: with-background, without-background o l’id di un altro calibrato.</translation>
    </message>
    <message>
        <source>Standard for the models in use</source>
        <translation>Come previsto dai modelli in uso</translation>
    </message>
    <message>
        <source>Results cache, MB</source>
        <translation>Cache dei risultati, MB</translation>
    </message>
    <message>
        <source>Maps and stress tests are stored on disk so that none has to be computed twice.</source>
        <translation>Mappe e prove di robustezza sono conservate, così che nessuna sia calcolata due volte.</translation>
    </message>
    <message>
        <source>What SHAP puts in place of the pixels it hides.</source>
        <translation>Che cosa mette SHAP al posto dei pixel che nasconde.</translation>
    </message>
    <message>
        <source>Classifier calls per SHAP map: more is finer but slower.</source>
        <translation>Chiamate al classificatore che SHAP spende per una mappa: di più è più fine e più lento.</translation>
    </message>
    <message>
        <source>What SHAP and Regions distribute; log-odds show more where the score is near 0 or 1.</source>
        <translation>Che cosa ripartiscono SHAP e Regioni; i log-odds mostrano di più dove il punteggio è vicino a 0 o 1.</translation>
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
        <source>Colours of classes</source>
        <translation>Colori delle classi</translation>
    </message>
    <message>
        <source>Outlines instead of colours</source>
        <translation>Contorni invece dei colori</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
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
        <source>Deciding detectors</source>
        <translation>Rilevatori che decidono</translation>
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
        <source>Contributions in</source>
        <translation>Contributi in</translation>
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
        <source>The check with shap</source>
        <translation>La verifica con shap</translation>
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
        <source>The test of face and scene</source>
        <translation>La prova di volto e scena</translation>
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
        <source>Select two to four images in the list (Ctrl+click), then compare them.</source>
        <translation>Selezionare da due a quattro immagini nell’elenco (Ctrl+clic), poi confrontarle.</translation>
    </message>
    <message>
        <source>The user guide is not installed; install the program again to read it here.</source>
        <translation>La guida all’uso non è installata; installare di nuovo il programma per leggerla qui.</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>Nuovo caso</translation>
    </message>
    <message>
        <source>These details appear in every report and cannot be changed later.</source>
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
        <source>{count} faces</source>
        <translation>{count} volti</translation>
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
        <source>Creating the case</source>
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
        <source>Reading the case</source>
        <translation>Lettura del caso</translation>
    </message>
    <message>
        <source>intact, {count:,} entries</source>
        <translation>integro, {count:,} voci</translation>
    </message>
    <message>
        <source>intact, 1 entry</source>
        <translation>integro, 1 voce</translation>
    </message>
    <message>
        <source>changed outside the program</source>
        <translation>modificato fuori dal programma</translation>
    </message>
    <message>
        <source>This case was changed outside the program: {first}</source>
        <translation>Questo caso è stato modificato fuori dal programma: {first}</translation>
    </message>
    <message>
        <source>{path} is no longer the image in this case; find the original.</source>
        <translation>{path} non è più l’immagine che sta in questo caso; procurarsi l’originale.</translation>
    </message>
    <message>
        <source>{count} files are no longer the images in this case, for example {path}; find the originals.</source>
        <translation>{count} file non sono più le immagini che stanno in questo caso, per esempio {path}; procurarsi gli originali.</translation>
    </message>
    <message>
        <source>One image of the case was not found on this computer</source>
        <translation>Un’immagine del caso non si trova su questo computer</translation>
    </message>
    <message>
        <source>{count} images of the case were not found on this computer</source>
        <translation>{count} immagini del caso non si trovano su questo computer</translation>
    </message>
    <message>
        <source>One image was analysed with other models than the rest and is left out of the report; add it to the case again (Ctrl+D), then write the report again.</source>
        <translation>Un’immagine è stata analizzata da modelli diversi dalle altre ed è esclusa dal rapporto; aggiungerla di nuovo al caso (Ctrl+D), poi riscrivere il rapporto.</translation>
    </message>
    <message>
        <source>{count} images were analysed with other models than the rest and are left out of the report; select them, add them to the case again (Ctrl+D), then write the report again.</source>
        <translation>{count} immagini sono state analizzate da modelli diversi dalle altre e sono escluse dal rapporto; selezionarle, aggiungerle di nuovo al caso (Ctrl+D), poi riscrivere il rapporto.</translation>
    </message>
    <message>
        <source>The report says so: {name} is not the file that was examined, or cannot be read any more.</source>
        <translation>Il rapporto lo dice: {name} non è il file esaminato, oppure non si può più leggere.</translation>
    </message>
    <message>
        <source>The report names them: {count} files, {name} among them, are not those that were examined, or cannot be read any more.</source>
        <translation>Il rapporto li elenca: {count} file, tra cui {name}, non sono quelli esaminati, oppure non si possono più leggere.</translation>
    </message>
    <message>
        <source>The dates in the log run backwards: {first}</source>
        <translation>Le date nel registro vanno a ritroso: {first}</translation>
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
        <source>The CSV would be written into the scanned folder; evidence is best left untouched.</source>
        <translation>Il CSV verrebbe scritto nella cartella che si scansiona; i reperti è meglio lasciarli come sono.</translation>
    </message>
    <message>
        <source>Choose where to write the CSV.</source>
        <translation>Scegliere dove scrivere il CSV.</translation>
    </message>
    <message>
        <source>A scan has already been written here. Choose another name, or start over and replace it.</source>
        <translation>Qui è già stata scritta una scansione. Scegliere un altro nome, oppure ricominciare e sostituirla.</translation>
    </message>
    <message>
        <source>The record of an unfinished scan for this CSV is damaged or empty. Start over, or choose another name.</source>
        <translation>Il registro di una scansione non terminata per questo CSV è danneggiato o vuoto. Ricominciare, oppure scegliere un altro nome.</translation>
    </message>
    <message>
        <source>An unfinished scan for this CSV was started in a terminal, with names relative to its folder. Resume it there, or start over and lose it.</source>
        <translation>Una scansione non terminata per questo CSV è stata iniziata in un terminale, con nomi visti dalla sua cartella. Riprenderla lì, oppure ricominciare e perderla.</translation>
    </message>
    <message>
        <source>An unfinished scan of {source} for this CSV was started on {when}; one file is done. Resume it with its settings, or start over and lose it.</source>
        <translation>Una scansione non terminata di {source} per questo CSV è stata iniziata il {when}; un file è fatto. Riprenderla com’era stata iniziata, oppure ricominciare e perderlo.</translation>
    </message>
    <message>
        <source>An unfinished scan of {source} for this CSV was started on {when}; {files:,} files are done. Resume it with its settings, or start over and lose them.</source>
        <translation>Una scansione non terminata di {source} per questo CSV è stata iniziata il {when}; {files:,} file sono fatti. Riprenderla com’era stata iniziata, oppure ricominciare e perderli.</translation>
    </message>
    <message>
        <source>What to scan, and how</source>
        <translation>Che cosa scansionare, e come</translation>
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
        <source>A .txt or .csv file with one file name per line</source>
        <translation>Un .txt o .csv che nomina un file per riga</translation>
    </message>
    <message>
        <source>Include subfolders</source>
        <translation>Includi le cartelle al suo interno</translation>
    </message>
    <message>
        <source>The largest face in each image</source>
        <translation>Il volto più grande di ogni immagine</translation>
    </message>
    <message>
        <source>Every face, one row each</source>
        <translation>Ogni volto, con una riga per ciascuno</translation>
    </message>
    <message>
        <source>Every picture in a file (pages, animation frames)</source>
        <translation>Ogni immagine di un file (pagine, animazioni)</translation>
    </message>
    <message>
        <source>Adds the share of the background in each score; takes seconds per file.</source>
        <translation>Aggiunge la quota dello sfondo in ciascun punteggio; richiede alcuni secondi per file.</translation>
    </message>
    <message>
        <source>Files analysed at a time</source>
        <translation>File analizzati per volta</translation>
    </message>
    <message>
        <source>Proposed once a folder or list is chosen</source>
        <translation>Proposto appena c’è qualcosa da scansionare</translation>
    </message>
    <message>
        <source>Analyse</source>
        <translation>Si analizza</translation>
    </message>
    <message>
        <source>Checking the locations</source>
        <translation>Controllo delle posizioni</translation>
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
        <source>Explain regions</source>
        <translation>Spiega per regioni</translation>
    </message>
    <message>
        <source>Drop it here, or choose it</source>
        <translation>Trascinare qui, o scegliere</translation>
    </message>
    <message>
        <source>Device: {device} (see Settings)</source>
        <translation>Dispositivo: {device} (vedi Impostazioni)</translation>
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
        <source>One of them is an error: its row says what went wrong.</source>
        <translation>Una è un errore: la riga dice che cosa non va.</translation>
    </message>
    <message>
        <source>{n:,} of them are errors: their rows say what went wrong.</source>
        <translation>{n:,} sono errori: le righe dicono che cosa non va.</translation>
    </message>
    <message>
        <source>One file has the same bytes as another.</source>
        <translation>Uno ha gli stessi byte di un altro.</translation>
    </message>
    <message>
        <source>{n:,} files have the same bytes as another.</source>
        <translation>{n:,} hanno gli stessi byte di un altro.</translation>
    </message>
    <message>
        <source>One line in the list repeats a file.</source>
        <translation>Una riga dell’elenco nomina un file per la seconda volta.</translation>
    </message>
    <message>
        <source>{n:,} lines in the list repeat a file.</source>
        <translation>{n:,} righe dell’elenco nominano un file per la seconda volta.</translation>
    </message>
    <message>
        <source>One subfolder was not scanned.</source>
        <translation>In una cartella interna non si è entrati.</translation>
    </message>
    <message>
        <source>{n:,} subfolders were not scanned.</source>
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
        <source>Verdict is &amp;right</source>
        <translation>L’esito è &amp;giusto</translation>
    </message>
    <message>
        <source>Verdict is &amp;wrong</source>
        <translation>L’esito è &amp;sbagliato</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>&amp;Mostra nella cartella</translation>
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
        <source>Analysing face {number}</source>
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
        <source>Face {number}: not analysed yet</source>
        <translation>Volto {number}: non ancora analizzato</translation>
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
        <source>not analysed yet</source>
        <translation>non ancora analizzato</translation>
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
        <source>The file: real, because every analysable face is.</source>
        <translation>Il file: reale, perché lo è ogni volto analizzabile.</translation>
    </message>
    <message>
        <source>The file: no verdict, because no face could be analysed.</source>
        <translation>Il file: nessun esito, perché non si è potuto analizzare alcun volto.</translation>
    </message>
    <message>
        <source>Face {number}: {verdict}, score with background {first}, without background {second}, fused {fused}</source>
        <translation>Volto {number}: {verdict}, punteggio con sfondo {first}, senza sfondo {second}, fuso {fused}</translation>
    </message>
    <message>
        <source>What is analysed</source>
        <translation>Che cosa si analizza</translation>
    </message>
    <message>
        <source>Analyse the previous face</source>
        <translation>Analizza il volto precedente</translation>
    </message>
    <message>
        <source>Analyse the next face</source>
        <translation>Analizza il volto successivo</translation>
    </message>
    <message>
        <source>Analyse every face</source>
        <translation>Analizza ogni volto</translation>
    </message>
    <message>
        <source>Whole-picture verdict is based on face {number}.</source>
        <translation>L’esito dell’immagine intera si basa sul volto {number}.</translation>
    </message>
    <message>
        <source>score with and without background, and fused</source>
        <translation>punteggio con e senza sfondo, e fuso</translation>
    </message>
    <message>
        <source>score with and without background, and of: {names}</source>
        <translation>punteggio con e senza sfondo, e di: {names}</translation>
    </message>
    <message>
        <source>1 face is too small to analyse: the square around a face must be at least {least} px wide.</source>
        <translation>1 volto è troppo piccolo per essere analizzato: il quadrato intorno a un volto deve essere largo almeno {least} px.</translation>
    </message>
    <message>
        <source>{count} faces are too small to analyse: the square around a face must be at least {least} px wide.</source>
        <translation>{count} volti sono troppo piccoli per essere analizzati: il quadrato intorno a un volto deve essere largo almeno {least} px.</translation>
    </message>
    <message>
        <source>The file: no verdict, because the analysis of face {number} failed.</source>
        <translation>Il file: nessun esito, perché l’analisi del volto {number} è fallita.</translation>
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
        <source>Whole picture</source>
        <translation>Immagine intera</translation>
    </message>
    <message>
        <source>Face {number} of {count}</source>
        <translation>Volto {number} di {count}</translation>
    </message>
    <message>
        <source>Analyse face {number}</source>
        <translation>Analizza il volto {number}</translation>
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
        <source>The work ended before it was finished, as happens when memory runs out; close other programs and try again.</source>
        <translation>Il lavoro si è interrotto da sé prima di essere finito, come accade quando la memoria non basta; chiudere altri programmi e riprovare.</translation>
    </message>
    <message>
        <source>{file} cannot be read or written ({reason}); check its location and try again.</source>
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
        <source>Compared with</source>
        <translation>Rispetto a</translation>
    </message>
    <message>
        <source>Only where the intervals do not overlap</source>
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
        <source>{apart} of {held} figures lie outside each other&apos;s intervals; where intervals overlap, no difference is shown.</source>
        <translation>{apart} misure su {held} stanno ciascuna fuori dall’intervallo dell’altra; dentro gli intervalli non risulta alcuna differenza.</translation>
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
        <source>No test mask contains this class.</source>
        <translation>Nessuna maschera di test contiene questa classe.</translation>
    </message>
    <message>
        <source>{pixels:,} of its pixels in the test masks</source>
        <translation>{pixels:,} suoi pixel nelle maschere di test</translation>
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
        <source>Use the left and right arrow keys to read the figures of each epoch</source>
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
        <source>This folder is part of the data set; choose one outside it, so that the data set stays as it is.</source>
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
        <source>Recipes give file names relative to this folder, including first weights.</source>
        <translation>Le ricette nominano i loro file rispetto a questa cartella, e così i pesi iniziali.</translation>
    </message>
    <message>
        <source>Stopped; press Enter in the field above to check again.</source>
        <translation>Interrotto; premere Invio nel campo sopra per guardare di nuovo.</translation>
    </message>
    <message>
        <source>The check was stopped, so its outcome is not known.</source>
        <translation>Il controllo è stato fermato: ciò che avrebbe trovato non è noto.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Ricontrolla</translation>
    </message>
    <message>
        <source>Next: recipe</source>
        <translation>Avanti: ricetta</translation>
    </message>
    <message>
        <source>Choose a data set first.</source>
        <translation>Scegliere prima un insieme di dati.</translation>
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
        <source>This hash stands for everything recorded in the case so far. Write it down and store it away from the case: only with it can you prove that nothing was changed.</source>
        <translation>Questo hash rappresenta tutto ciò che finora è registrato nel caso. Annotarlo e conservarlo lontano dal caso: solo con esso si può provare che nulla è stato modificato.</translation>
    </message>
    <message>
        <source>The case is not as it was when this hash was noted: {problem}</source>
        <translation>Il caso non è più quello di quando questo hash fu annotato: {problem}</translation>
    </message>
    <message>
        <source>Hash noted earlier</source>
        <translation>Hash annotato in precedenza</translation>
    </message>
    <message>
        <source>This is the hash of entry {entry} of {total}: nothing up to it was changed.</source>
        <translation>Questo è l’hash della voce {entry} di {total}: fino ad essa nulla è stato modificato.</translation>
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
        <source>None</source>
        <translation>Nessuno</translation>
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
        <source>Recompress all images during training: on the Recipe page, under Augmentation, JPEG quality. Better still: obtain both classes in the same quality.</source>
        <translation>Ricomprimere tutte le immagini durante l’addestramento: nella pagina Ricetta, sotto Aumento dei dati, Qualità JPEG. Meglio ancora: procurarsi entrambe le classi nella stessa qualità.</translation>
    </message>
    <message>
        <source>Bring both classes to the same size, or reduce all images during training: on the Recipe page, under Augmentation, Reduced first to.</source>
        <translation>Portare entrambe le classi alla stessa grandezza, o ridurre tutte le immagini durante l’addestramento: nella pagina Ricetta, sotto Aumento dei dati, Prima ridotte a.</translation>
    </message>
    <message>
        <source>Turn some of the images grey during training: on the Recipe page, under Augmentation, Share turned grey. Better still: balance grey and colour images.</source>
        <translation>Rendere grigia una parte delle immagini durante l’addestramento: nella pagina Ricetta, sotto Aumento dei dati, Quota resa grigia. Meglio ancora: bilanciare immagini grigie e a colori.</translation>
    </message>
    <message>
        <source>1 image is listed as real and as generated</source>
        <translation>1 immagine è elencata come reale e come generata</translation>
    </message>
    <message>
        <source>{count:,} images are listed as real and as generated</source>
        <translation>{count:,} immagini sono elencate come reali e come generate</translation>
    </message>
    <message>
        <source>For example {file}. It may have been mirrored with its image; eyes, eyebrows and ears then carry the name of the wrong side.</source>
        <translation>Per esempio {file}. Forse è stata specchiata insieme all’immagine; occhi, sopracciglia e orecchie portano allora il nome del lato sbagliato.</translation>
    </message>
    <message>
        <source>For example {file} and {twin}, the same file with both labels.</source>
        <translation>Per esempio {file} e {twin}, lo stesso file con entrambe le etichette.</translation>
    </message>
    <message>
        <source>Training stops at such a file. Restore it, or remove its row from the index.</source>
        <translation>Un addestramento si ferma davanti a un file simile. Ripristinarlo, o togliere la sua riga dall’indice.</translation>
    </message>
    <message>
        <source>There are no test images</source>
        <translation>Non c’è alcuna immagine di test</translation>
    </message>
    <message>
        <source>A run can be trained on this index, but not tested.</source>
        <translation>Con questo indice una run si può addestrare, ma non sottoporre al test.</translation>
    </message>
    <message>
        <source>Give some images the split “test”, ideally images of people who appear in no other split.</source>
        <translation>Assegnare ad alcune immagini la suddivisione test, meglio se di persone che non compaiono in altre suddivisioni.</translation>
    </message>
    <message>
        <source>There are no training images</source>
        <translation>Non c’è alcuna immagine di addestramento</translation>
    </message>
    <message>
        <source>There are no validation images</source>
        <translation>Non c’è alcuna immagine di validazione</translation>
    </message>
    <message>
        <source>Without them epochs cannot be compared.</source>
        <translation>Senza di esse non si può confrontare un’epoca con un’altra.</translation>
    </message>
    <message>
        <source>Edit the split column of the index: about 60 % train, 20 % val, 20 % test.</source>
        <translation>Cambiare la colonna split dell’indice: circa 60 % train, 20 % val, 20 % test.</translation>
    </message>
    <message>
        <source>A classifier can be trained only on both classes.</source>
        <translation>Un classificatore si può addestrare solo su entrambe le classi.</translation>
    </message>
    <message>
        <source>How well the classes are distinguished cannot be measured on this split.</source>
        <translation>Su questa suddivisione non si può misurare quanto bene si distinguano le due classi.</translation>
    </message>
    <message>
        <source>Add images of this class, or combine this index with one that has them.</source>
        <translation>Aggiungere immagini di questa classe, o unire questo indice a un altro che ne abbia.</translation>
    </message>
    <message>
        <source>{file} is almost identical to {twin}. Memorised images would be mistaken for skill.</source>
        <translation>{file} è quasi uguale a {twin}. Ciò che è stato imparato a memoria sarebbe preso per capacità.</translation>
    </message>
    <message>
        <source>Nothing to do: training leaves them out automatically, unless the recipe says otherwise.</source>
        <translation>Nulla da fare: un addestramento le esclude da sé, a meno che la ricetta non dica altrimenti.</translation>
    </message>
    <message>
        <source>Remove one of each pair from the index, preferably the one for {split}.</source>
        <translation>Togliere dall’indice una immagine di ciascuna coppia, meglio se quella di {split}.</translation>
    </message>
    <message>
        <source>Images for {split}: {real:.4g} for real and {fake:.4g} for generated ones on average, AUC {auc:.2f} (0.50: no difference, 1.00: complete separation). The network may learn this instead of the face, and its test would not reveal it.</source>
        <translation>Immagini di {split}: in media {real:.4g} per le reali e {fake:.4g} per le generate, AUC {auc:.2f} (0,50 non dice nulla, 1,00 tutto). La rete potrebbe imparare questo invece del volto, e il suo test non lo mostrerebbe.</translation>
    </message>
    <message>
        <source>Images for {split}: {real:.4g} for real and {fake:.4g} for generated ones on average, AUC {auc:.2f} (0.50: no difference, 1.00: complete separation). With so few images this may be chance.</source>
        <translation>Immagini di {split}: in media {real:.4g} per le reali e {fake:.4g} per le generate, AUC {auc:.2f} (0,50 non dice nulla, 1,00 tutto). Le immagini sono così poche che può essere un caso.</translation>
    </message>
    <message>
        <source>Real or generated can be predicted from {trait} alone</source>
        <translation>Reale o generato si riconosce già da questo solo dato: {trait}</translation>
    </message>
    <message>
        <source>Left and right seem to be swapped in 1 mask</source>
        <translation>Destra e sinistra sembrano scambiate in 1 maschera</translation>
    </message>
    <message>
        <source>Left and right seem to be swapped in {count:,} masks</source>
        <translation>Destra e sinistra sembrano scambiate in {count:,} maschere</translation>
    </message>
    <message>
        <source>For example {file}. It counts as many times as it is listed.</source>
        <translation>Per esempio {file}. Conta tante volte quante è elencato.</translation>
    </message>
    <message>
        <source>Nothing to do: trainings and tests exchange left and right in them. Correct the masks if other programs use them.</source>
        <translation>Niente da fare: addestramenti e test vi scambiano destra e sinistra. Correggere le maschere se le usano altri programmi.</translation>
    </message>
    <message>
        <source>Remove the repeated rows from the index.</source>
        <translation>Togliere dall’indice le righe ripetute.</translation>
    </message>
    <message>
        <source>For example {file}. The network would see it twice as often.</source>
        <translation>Per esempio {file}. Verrebbe vista il doppio delle volte.</translation>
    </message>
    <message>
        <source>Find out what it is, and remove the wrong rows from the index.</source>
        <translation>Stabilire che cos’è e togliere dall’indice le righe sbagliate.</translation>
    </message>
    <message>
        <source>Remove them from one of the indexes.</source>
        <translation>Toglierle da uno degli indici.</translation>
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
        <source>{file}: {reason}</source>
        <translation>{file}: {reason}</translation>
    </message>
    <message>
        <source>Without them no epoch can be trained.</source>
        <translation>Senza di esse non si può addestrare alcuna epoca.</translation>
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
        <source>1 image for {split} also occurs for {other}</source>
        <translation>1 immagine di {split} compare anche tra quelle di {other}</translation>
    </message>
    <message>
        <source>{count:,} images for {split} also occur for {other}</source>
        <translation>{count:,} immagini di {split} compaiono anche tra quelle di {other}</translation>
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
        <source>1 image is in two indexes</source>
        <translation>1 immagine è in due indici</translation>
    </message>
    <message>
        <source>{count:,} images are in two indexes</source>
        <translation>{count:,} immagini sono in due indici</translation>
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
        <source>Import into</source>
        <translation>Importa in</translation>
    </message>
    <message>
        <source>Keep the outlines of the faces as masks</source>
        <translation>Conserva i contorni dei volti come maschere</translation>
    </message>
    <message>
        <source>Replace an earlier import there</source>
        <translation>Sostituisci lì un’importazione precedente</translation>
    </message>
    <message>
        <source>A table of the images is created in a separate folder, together with anything that has to be converted or cropped. The data set itself is only read.</source>
        <translation>Si crea una tabella delle immagini in una cartella a parte, con ciò che va convertito o ritagliato. Il dataset stesso viene solo letto.</translation>
    </message>
    <message>
        <source>All; or some, separated by commas</source>
        <translation>Tutti; o alcuni, separati da virgole</translation>
    </message>
    <message>
        <source>Images without a split are assigned one, 60/20/20: the same seed gives the same split.</source>
        <translation>Le immagini che non portano una suddivisione ne ricevono una, 60/20/20: lo stesso seme dà la stessa suddivisione.</translation>
    </message>
    <message>
        <source>Also read images outside the data set</source>
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
        <source>Enter the folder to import into first.</source>
        <translation>Indicare prima la cartella in cui importare.</translation>
    </message>
    <message>
        <source>Imported {taken:,} images; 1 was skipped.</source>
        <translation>Importate {taken:,} immagini; 1 è stata tralasciata.</translation>
    </message>
    <message>
        <source>Imported {taken:,} images; {skipped:,} were skipped.</source>
        <translation>Importate {taken:,} immagini; {skipped:,} sono state tralasciate.</translation>
    </message>
    <message>
        <source>… and others, all listed in {file}.</source>
        <translation>… e altri, tutti in {file}.</translation>
    </message>
    <message>
        <source>Imported {taken:,} images.</source>
        <translation>Importate {taken:,} immagini.</translation>
    </message>
    <message>
        <source>There is no {role} yet.</source>
        <translation>Non c’è ancora alcun {role}.</translation>
    </message>
    <message>
        <source>It is first tested again on the images in {data}, which takes some minutes; then it is installed, with its card and hashes, as {target}.</source>
        <translation>Prima la si sottopone di nuovo al test sulle immagini in {data}, il che richiede alcuni minuti; poi il modello viene installato, con scheda e hash, come {target}.</translation>
    </message>
    <message>
        <source>It replaces {label}, which is kept: Roll back… restores it.</source>
        <translation>Prende il posto di {label}, che viene conservato: Ripristina… lo riporta in uso.</translation>
    </message>
    <message>
        <source>It is used instead of {label}, which stays where it is: Roll back… restores it.</source>
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
        <source>The classifiers in use were tested with the present segmenter; their figures do not hold for another one.</source>
        <translation>I classificatori in uso sono stati sottoposti al test con il segmentatore ora in uso; con un altro i loro risultati non valgono.</translation>
    </message>
    <message>
        <source>⚠ This run has worse test figures than the model in use: {new} against {present}.</source>
        <translation>⚠ Questa run va peggio nei test del modello in uso: {new} contro {present}.</translation>
    </message>
    <message>
        <source>{label} is used from then on.</source>
        <translation>Da quel momento si usa {label}.</translation>
    </message>
    <message>
        <source>{label} is kept; rolling back once more restores it.</source>
        <translation>{label} viene conservato; un altro ripristino lo riporta in uso.</translation>
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
        <source>Find mistakes</source>
        <translation>Cerca i casi errati</translation>
    </message>
    <message>
        <source>Mistakes, worst first</source>
        <translation>Casi errati, prima i peggiori</translation>
    </message>
    <message>
        <source>Run the network on the test images and show those it gets most wrong</source>
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
        <source>Also mark the pixels assigned to a wrong class, in orange</source>
        <translation>Disegna anche, in arancione, quali pixel sono di una classe errata</translation>
    </message>
    <message>
        <source>Also show what in the image moves the score; takes longer</source>
        <translation>Disegna anche che cosa nell’immagine sposta il punteggio; richiede più tempo</translation>
    </message>
    <message>
        <source>The mistakes of this run have not been searched for yet.</source>
        <translation>I casi errati di questa run non sono ancora stati cercati.</translation>
    </message>
    <message>
        <source>Worst first; hover over one to see its file.</source>
        <translation>Prima i peggiori; sostare con il puntatore su uno per leggerne il file.</translation>
    </message>
    <message>
        <source>Worst first; only {wrong} of these are wrong, the others are the least certain of the correct ones.</source>
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
        <source>Overlay the masks on the images; stripes mean one of several classes</source>
        <translation>Sovrappone le maschere alle immagini; le strisce indicano una tra più classi</translation>
    </message>
    <message>
        <source>Show other images of every class, source and split</source>
        <translation>Estrae altre immagini di ogni classe, fonte e suddivisione</translation>
    </message>
    <message>
        <source>Other images</source>
        <translation>Altre immagini</translation>
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
        <source>The training ended without giving a reason (exit code {code}); see the details.</source>
        <translation>L’addestramento è terminato senza dire perché (codice di uscita {code}); vedere i dettagli.</translation>
    </message>
    <message>
        <source>The training was ended by the system, perhaps because memory ran out.</source>
        <translation>L’addestramento è stato terminato dal sistema, forse per mancanza di memoria.</translation>
    </message>
    <message>
        <source>Resume continues after epoch {epoch}.</source>
        <translation>Con Riprendi si continua dopo l’epoca {epoch}.</translation>
    </message>
    <message>
        <source>Try again, with a smaller batch if this recurs.</source>
        <translation>Riprovare, con un batch più piccolo se si ripete.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Riprovare.</translation>
    </message>
    <message>
        <source>The training crashed.</source>
        <translation>L’addestramento si è interrotto in modo anomalo.</translation>
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
        <source>Continues after epoch {epoch} of {most}</source>
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
        <source>Remove it from the queue; what has been trained stays on disk (Del)</source>
        <translation>La toglie dalla coda; ciò che è addestrato resta su disco (Canc)</translation>
    </message>
    <message>
        <source>Pause queue</source>
        <translation>Metti in pausa la coda</translation>
    </message>
    <message>
        <source>Let no other run start automatically; the current one continues</source>
        <translation>Nessun’altra run si avvia da sé; quella in addestramento continua</translation>
    </message>
    <message>
        <source>Train the queued recipes one after another</source>
        <translation>Addestra ciò che è in attesa, una run dopo l’altra</translation>
    </message>
    <message>
        <source>The queue is paused: nothing else starts automatically.</source>
        <translation>La coda è in pausa: nient’altro si avvia da sé.</translation>
    </message>
    <message>
        <source>The next run starts automatically.</source>
        <translation>La run successiva si avvia da sé.</translation>
    </message>
    <message>
        <source>Start the queue</source>
        <translation>Avvia la coda</translation>
    </message>
    <message>
        <source>Nothing is trained until the queue is started.</source>
        <translation>Nulla viene addestrato finché non si avvia la coda.</translation>
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
        <source>Read a recipe from a TOML file</source>
        <translation>Legge una ricetta da un file TOML</translation>
    </message>
    <message>
        <source>Write this recipe to a TOML file</source>
        <translation>Scrive questa ricetta in un file TOML</translation>
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
        <source>The time it takes on this computer is not known yet.</source>
        <translation>Quanto tempo richieda su questo computer non è ancora noto.</translation>
    </message>
    <message>
        <source>Measuring how long it takes on this computer…</source>
        <translation>Quanto tempo richieda su questo computer è in corso di misurazione…</translation>
    </message>
    <message>
        <source>The data folder has no such index; choose one on the Data page.</source>
        <translation>La cartella dei dati non contiene questo indice; sceglierne uno nella pagina Dati.</translation>
    </message>
    <message>
        <source>The data folder has no such index; leave this empty.</source>
        <translation>La cartella dei dati non contiene questo indice; lasciare vuoto.</translation>
    </message>
    <message>
        <source>The data folder has no such file of first weights; put it there, choose another, or start with random weights.</source>
        <translation>La cartella dei dati non contiene questo file di pesi iniziali; metterlo lì, sceglierne un altro o iniziare con pesi casuali.</translation>
    </message>
    <message>
        <source>Start with random weights</source>
        <translation>Inizia con pesi casuali</translation>
    </message>
    <message>
        <source>Leave out the file of first weights; training then takes longer to learn</source>
        <translation>Fa a meno del file di pesi iniziali; l’addestramento impiega allora più tempo a imparare</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Partire da</translation>
    </message>
    <message>
        <source>Measure a few steps on this computer; nothing is kept of them</source>
        <translation>Misura alcuni passi su questo computer; non se ne conserva nulla</translation>
    </message>
    <message>
        <source>On this computer: {words} (measured)</source>
        <translation>Su questo computer: {words} (misurato)</translation>
    </message>
    <message>
        <source>There is no trained segmenter of this name yet: train it before this recipe.</source>
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
        <source>Results</source>
        <translation>Risultati</translation>
    </message>
    <message>
        <source>This is the inspector build, which analyses, scans and reports.
Training needs the full build of GNG Desktop.</source>
        <translation>Questa è la versione inspector, che analizza, scansiona e redige rapporti.
L’addestramento richiede la versione completa di GNG Desktop.</translation>
    </message>
    <message>
        <source>Training steps</source>
        <translation>Passi di un addestramento</translation>
    </message>
    <message>
        <source>Data check</source>
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
        <source>Backbone</source>
        <translation>Backbone</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Indice</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Tasso di apprendimento</translation>
    </message>
    <message>
        <source>Generator family</source>
        <translation>Famiglia del generatore</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tutto</translation>
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
        <source>Its files cannot be read.</source>
        <translation>I suoi file non si possono leggere.</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>Tessitura</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Modello di base</translation>
    </message>
    <message>
        <source>segmenter</source>
        <translation>segmentatore</translation>
    </message>
    <message>
        <source>{name}: score {score}, {evaluations} evaluations. Orange pushes toward “generated”.</source>
        <translation>{name}: punteggio {score}, {evaluations} valutazioni. L’arancione spinge verso «generato».</translation>
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
        <source>GAN detector</source>
        <translation>rilevatore GAN</translation>
    </message>
    <message>
        <source>ViT detector</source>
        <translation>rilevatore ViT</translation>
    </message>
    <message>
        <source>The verdict was made of: {names}.</source>
        <translation>L’esito si basa su: {names}.</translation>
    </message>
    <message>
        <source>fused score</source>
        <translation>punteggio fuso</translation>
    </message>
    <message>
        <source>{name} failed: {problem}</source>
        <translation>{name} non è riuscito: {problem}</translation>
    </message>
    <message>
        <source>{name}: raw score {score} — not calibrated: no verdict</source>
        <translation>{name}: punteggio grezzo {score} — non calibrato: nessun esito</translation>
    </message>
    <message>
        <source>{name}: score {score}, {zone}</source>
        <translation>{name}: punteggio {score}, {zone}</translation>
    </message>
    <message>
        <source>part of the fused score</source>
        <translation>parte del punteggio fuso</translation>
    </message>
    <message>
        <source>decides</source>
        <translation>decide</translation>
    </message>
    <message>
        <source>Test of the map</source>
        <translation>Prova della mappa</translation>
    </message>
    <message>
        <source>{name}: score {score}, {evaluations} evaluations. Red pushes toward “generated”.</source>
        <translation>{name}: punteggio {score}, {evaluations} valutazioni. Il rosso spinge verso «generato».</translation>
    </message>
    <message>
        <source>Ended for good by the user, and not tested yet; press Test this run.</source>
        <translation>Terminata definitivamente dall’utente, e non ancora sottoposta al test; premere Esegui il test.</translation>
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
        <source>base model</source>
        <translation>modello di base</translation>
    </message>
    <message>
        <source>family model</source>
        <translation>modello della famiglia</translation>
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
        <source>macro F1</source>
        <translation>macro F1</translation>
    </message>
    <message>
        <source>binary accuracy</source>
        <translation>accuratezza binaria</translation>
    </message>
    <message>
        <source>binary F1</source>
        <translation>F1 binario</translation>
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
        <source>Table {number} cannot be filled because a run holds something other than test figures; test that run again.</source>
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
        <source>Restoring the previous model</source>
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
        <source>Needed to test a run</source>
        <translation>Serve per il test di una run</translation>
    </message>
    <message>
        <source>Data folder used for training the runs</source>
        <translation>Cartella dei dati su cui le run sono state addestrate</translation>
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
        <source>Finding the mistakes of {run}</source>
        <translation>Ricerca dei casi errati di {run}</translation>
    </message>
    <message>
        <source>The search</source>
        <translation>La ricerca</translation>
    </message>
    <message>
        <source>Run {run} has been tested.</source>
        <translation>Il test della run {run} è completo.</translation>
    </message>
    <message>
        <source>The mistakes of run {run} have been found.</source>
        <translation>I casi errati della run {run} sono stati trovati.</translation>
    </message>
    <message>
        <source>Drawing the matrix</source>
        <translation>Disegno della matrice</translation>
    </message>
    <message>
        <source>The matrix</source>
        <translation>La matrice</translation>
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
        <source>Rolling back</source>
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
        <source>95 % interval</source>
        <translation>Intervallo 95 %</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Genere</translation>
    </message>
    <message>
        <source>Ethnicity</source>
        <translation>Etnia</translation>
    </message>
    <message>
        <source>Errors by group of people</source>
        <translation>Errori per gruppo di persone</translation>
    </message>
    <message>
        <source>The test images record no gender or ethnicity.</source>
        <translation>Le immagini di test non documentano genere né etnia.</translation>
    </message>
    <message>
        <source>There is nothing to show until the run has been tested.</source>
        <translation>Non c’è nulla da mostrare prima che la run sia sottoposta al test.</translation>
    </message>
    <message>
        <source>{share:.1f} % of the pixels of {true} were found to be {named}</source>
        <translation>{share:.1f} % dei pixel di {true} è stato classificato come {named}</translation>
    </message>
    <message>
        <source>{count:,} of {total:,} images that are {true} were called {named} ({share:.1f} %)</source>
        <translation>Di {total:,} immagini con verità “{true}”, {count:,} sono dette “{named}” ({share:.1f} %)</translation>
    </message>
    <message>
        <source>Scores {start:.1f} to {end:.1f}: {images:,} images, {share:.1f} % of them generated</source>
        <translation>Punteggi da {start:.1f} a {end:.1f}: {images:,} immagini, {share:.1f} % di esse generate</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>Attributo</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppo</translation>
    </message>
    <message>
        <source>False alarms</source>
        <translation>Falsi allarmi</translation>
    </message>
    <message>
        <source>Misses</source>
        <translation>Mancati riconoscimenti</translation>
    </message>
    <message>
        <source>Real: called real / inconclusive / generated</source>
        <translation>Reali: dette reali / non conclusive / generate</translation>
    </message>
    <message>
        <source>Generated: called real / inconclusive / generated</source>
        <translation>Generate: dette reali / non conclusive / generate</translation>
    </message>
    <message>
        <source>too few images to compare</source>
        <translation>troppo poche immagini per un confronto</translation>
    </message>
    <message>
        <source>Fairness</source>
        <translation>Equità</translation>
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
        <source>No epoch has finished yet: there are no curves to show.</source>
        <translation>Nessuna epoca è ancora conclusa: non ci sono curve da mostrare.</translation>
    </message>
    <message>
        <source>Verdicts per source, with 95 % intervals</source>
        <translation>Esiti per fonte, con intervalli al 95 %</translation>
    </message>
    <message>
        <source>This run has not been tested yet: it has no figures on the test images.</source>
        <translation>Questa run non è ancora stata sottoposta al test: non ha risultati sulle immagini di test.</translation>
    </message>
    <message>
        <source>Images of the training sources, split at a score of 0.5</source>
        <translation>Immagini delle fonti di addestramento, divise al punteggio 0,5</translation>
    </message>
    <message>
        <source>Percentage of the pixels of the true class</source>
        <translation>Percentuale dei pixel della classe vera</translation>
    </message>
    <message>
        <source>There is no card until the run has been tested.</source>
        <translation>Non c’è una scheda prima che la run sia sottoposta al test.</translation>
    </message>
    <message>
        <source>There is no card: the run was tested with another version of the program.</source>
        <translation>Non c’è una scheda: il test è stato eseguito con un’altra versione del programma.</translation>
    </message>
    <message>
        <source>The card of the model in use that was made from this run</source>
        <translation>La scheda del modello in uso prodotto da questa run</translation>
    </message>
    <message>
        <source>What the card of a model made from this run would say; it is measured again at that point</source>
        <translation>Che cosa direbbe la scheda di un modello prodotto da questa run; allora si misura di nuovo</translation>
    </message>
    <message>
        <source>Started</source>
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
        <source>Measure it on the test images in the data folder</source>
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
        <source>Make a model from it and use it as the {role}</source>
        <translation>Ne fa un modello e lo usa come {role}</translation>
    </message>
    <message>
        <source>The {role} in use has not replaced another model</source>
        <translation>Il {role} in uso non ne ha sostituito alcun altro</translation>
    </message>
    <message>
        <source>Use {label} as the {role} again</source>
        <translation>Usa di nuovo {label} come {role}</translation>
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
        <source>Resume the training</source>
        <translation>Riprende l’addestramento</translation>
    </message>
    <message>
        <source>Wait after this batch; memory stays in use</source>
        <translation>Aspetta dopo questo batch; la memoria resta occupata</translation>
    </message>
    <message>
        <source>End the training; no epoch has finished yet, so nothing can be kept</source>
        <translation>Termina l’addestramento; nessuna epoca è ancora conclusa che si possa conservare</translation>
    </message>
    <message>
        <source>Continue after epoch {epoch}</source>
        <translation>Continua dopo l’epoca {epoch}</translation>
    </message>
    <message>
        <source>Train it before all others in the queue</source>
        <translation>La addestra prima di tutte le altre in attesa</translation>
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
        <source>Pause the training</source>
        <translation>Mette in pausa l’addestramento</translation>
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
        <source>Try again</source>
        <translation>Riprova</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>Avvia ora</translation>
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
        <source>Being trained now, here or in another program.</source>
        <translation>In addestramento ora, qui o in un altro programma.</translation>
    </message>
    <message>
        <source>Suspended, failed or interrupted; it can be resumed.</source>
        <translation>Sospesa, fallita o interrotta; si può riprendere.</translation>
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
        <source>Scoring the images by the teacher</source>
        <translation>Punteggi delle immagini dal modello insegnante</translation>
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
        <source>The disk is not writable</source>
        <translation>Sul disco non si può scrivere</translation>
    </message>
    <message>
        <source>Stopped before anything could be kept</source>
        <translation>Interrotta prima che ci fosse qualcosa da conservare</translation>
    </message>
    <message>
        <source>The training diverged</source>
        <translation>L’addestramento è divergente</translation>
    </message>
    <message>
        <source>Suspending after this batch</source>
        <translation>Sospensione dopo questo batch</translation>
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
        <source>Choose data and a recipe on the previous pages and press Start. Curves, examples and the time left then appear here, while images can still be analysed in the other tab.</source>
        <translation>Scegliere dati e ricetta nelle pagine precedenti, e premere Avvia l’addestramento. Curve, esempi e tempo rimanente compaiono allora qui, mentre nelle altre schede si possono analizzare immagini come sempre.</translation>
    </message>
    <message>
        <source>No training yet</source>
        <translation>Ancora nessun addestramento</translation>
    </message>
    <message>
        <source>A training is running; the folder of runs cannot be changed until it has ended.</source>
        <translation>È in corso un addestramento; la cartella delle run resta quella finché non è terminato.</translation>
    </message>
    <message>
        <source>It starts when the current training has ended</source>
        <translation>Si avvia quando l’addestramento in corso è terminato</translation>
    </message>
    <message>
        <source>A training is running and would distort the estimate; make it when the training has ended.</source>
        <translation>È in corso un addestramento e falserebbe la stima; farla quando è terminato.</translation>
    </message>
    <message>
        <source>How should the training of {name} end?</source>
        <translation>Come deve terminare l’addestramento di {name}?</translation>
    </message>
    <message>
        <source>If you stop it, it ends with the weights of epoch {epoch}, the best so far, and a model can be made from it. If you suspend it, it waits in the queue and continues after epoch {last}, the last finished one.</source>
        <translation>Se fermato, termina con i pesi dell’epoca {epoch}, la migliore finora, e se ne può produrre un modello. Se sospeso, aspetta nella coda e continua dopo l’epoca {last}, l’ultima conclusa.</translation>
    </message>
    <message>
        <source>No epoch has finished yet, so there is nothing to keep. It can be started again.</source>
        <translation>Nessuna epoca è ancora conclusa, quindi non c’è nulla da conservare. Si può avviare di nuovo.</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Sospendi</translation>
    </message>
    <message>
        <source>The training of {name} has finished</source>
        <translation>L’addestramento di {name} è terminato</translation>
    </message>
    <message>
        <source>Stop the training?</source>
        <translation>Fermare l’addestramento?</translation>
    </message>
    <message>
        <source>Stop and keep best</source>
        <translation>Ferma e tieni la migliore</translation>
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
        <source>✓ marks the runs the models in use were made from</source>
        <translation>✓ segna le run da cui sono stati prodotti i modelli in uso</translation>
    </message>
    <message>
        <source>Which segmenter weights it started from</source>
        <translation>Con quali pesi di un segmentatore è iniziata</translation>
    </message>
    <message>
        <source>Finished epochs, out of the maximum</source>
        <translation>Epoche concluse, sul numero massimo</translation>
    </message>
    <message>
        <source>On the test images of the training sources: the AUC of a classifier, the pixel accuracy of a segmenter</source>
        <translation>Sulle immagini di test delle fonti su cui è stata addestrata: la AUC di un classificatore, l’accuratezza sui pixel di un segmentatore</translation>
    </message>
    <message>
        <source>The {role} in use was made from this run.</source>
        <translation>Il {role} in uso è stato prodotto da questa run.</translation>
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
        <source>Wall time of all epochs</source>
        <translation>Tempo trascorso di tutte le epoche</translation>
    </message>
    <message>
        <source>When its last epoch ended</source>
        <translation>Quando è terminata l’ultima epoca</translation>
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
        <source>After epoch {epoch}: image, true mask, prediction</source>
        <translation>Dopo l’epoca {epoch}: immagine, maschera vera, predizione</translation>
    </message>
    <message>
        <source>Validation images after epoch {epoch}</source>
        <translation>Immagini di validazione dopo l’epoca {epoch}</translation>
    </message>
    <message>
        <source>✕ no score</source>
        <translation>✕ nessun punteggio</translation>
    </message>
    <message>
        <source>Examples appear once the first epoch has finished.</source>
        <translation>Gli esempi arrivano con la prima epoca conclusa.</translation>
    </message>
    <message>
        <source>The network&apos;s own score; near 1 means generated. It is calibrated when a model is made.</source>
        <translation>Il punteggio è quello proprio della rete, vicino a 1 generato; viene calibrato quando si produce un modello.</translation>
    </message>
    <message>
        <source>no details known</source>
        <translation>nulla di noto</translation>
    </message>
    <message>
        <source>{share:.1f} % of the pixels correct</source>
        <translation>{share:.1f} % dei pixel giusti</translation>
    </message>
    <message>
        <source>✓ score {score:.2f}, correct</source>
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
        <source>Choose a folder or an index.csv, or drop it here. Mut1ny, ArtiFact, OpenForensics, CelebAMask-HQ and plain folders named real and fake are recognised. Nothing in them is changed.</source>
        <translation>Scegliere una cartella o un index.csv, o trascinarli qui. Si riconoscono Mut1ny, ArtiFact, OpenForensics, CelebAMask-HQ e semplici cartelle real e fake. Nulla al loro interno viene modificato.</translation>
    </message>
    <message>
        <source>Examining it…</source>
        <translation>Esame in corso…</translation>
    </message>
    <message>
        <source>There are {count} indexes; choose which one to examine.</source>
        <translation>Ci sono {count} indici; scegliere quale esaminare.</translation>
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
        <source>OpenForensics: Test-Dev and Test-Challenge</source>
        <translation>OpenForensics: Test-Dev e Test-Challenge</translation>
    </message>
    <message>
        <source>OpenForensics: accuracy by resolution</source>
        <translation>OpenForensics: accuratezza per risoluzione</translation>
    </message>
    <message>
        <source>OpenForensics: accuracy by perturbation</source>
        <translation>OpenForensics: accuratezza per perturbazione</translation>
    </message>
    <message>
        <source>DeepFeatureX Net 1: base models</source>
        <translation>DeepFeatureX Net 1: modelli di base</translation>
    </message>
    <message>
        <source>DeepFeatureX Net 2: three classes, JPEG</source>
        <translation>DeepFeatureX Net 2: tre classi, JPEG</translation>
    </message>
    <message>
        <source>DeepFeatureX Net 3: generated or real, JPEG</source>
        <translation>DeepFeatureX Net 3: generato o reale, JPEG</translation>
    </message>
    <message>
        <source>DeepFeatureX Net 4: generators seen and unseen</source>
        <translation>DeepFeatureX Net 4: generatori visti e mai visti</translation>
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
        <source>not measured</source>
        <translation>non misurato</translation>
    </message>
    <message>
        <source>no test images</source>
        <translation>nessuna immagine di test</translation>
    </message>
    <message>
        <source>Perturbation</source>
        <translation>Perturbazione</translation>
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
        <source>⚠  Left out because damaged: {names}</source>
        <translation>⚠  Tralasciate perché danneggiate: {names}</translation>
    </message>
    <message>
        <source>paper {value}</source>
        <translation>articolo {value}</translation>
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
        <source>Choose the data to learn from first, on the Data page.</source>
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
    <message>
        <source>Recording on {name}</source>
        <translation>Registrazione su {name}</translation>
    </message>
    <message>
        <source>Nothing more can be recorded in {folder} ({reason}); check that folder and record again.</source>
        <translation>In {folder} non si può registrare altro ({reason}); sistemare la cartella e registrare di nuovo.</translation>
    </message>
    <message>
        <source>Adding {name} to the case</source>
        <translation>Aggiunta di {name} al caso</translation>
    </message>
    <message>
        <source>The mask was corrected by {who}: {count:,} of {total:,} of its pixels were changed.</source>
        <translation>La maschera è stata corretta da {who}: modificati {count:,} dei suoi {total:,} pixel.</translation>
    </message>
    <message>
        <source>The face was chosen by {who}: searched for in {width} × {height} px at {x}, {y}.</source>
        <translation>Il volto è stato scelto da {who}: cercato in {width} × {height} px a {x}, {y}.</translation>
    </message>
    <message>
        <source>The analysis with the correction</source>
        <translation>L’analisi con la correzione</translation>
    </message>
    <message>
        <source>Analyse with the corrected mask</source>
        <translation>Analizza con la maschera corretta</translation>
    </message>
    <message>
        <source>Analysing with the correction</source>
        <translation>Analisi con la correzione</translation>
    </message>
    <message>
        <source>The mask cannot be saved ({reason}); free some space, then analyse again.</source>
        <translation>La maschera non si può conservare ({reason}); liberare spazio, poi analizzare di nuovo.</translation>
    </message>
    <message>
        <source>{verdict}, outdated</source>
        <translation>{verdict}, superato</translation>
    </message>
    <message>
        <source>Accepted into the feedback pool: {reason}</source>
        <translation>Accettata nella raccolta di riscontri: {reason}</translation>
    </message>
    <message>
        <source>Left out of the feedback pool as suspect: {reason}</source>
        <translation>Esclusa dalla raccolta di riscontri perché sospetta: {reason}</translation>
    </message>
    <message>
        <source>Analysing the image</source>
        <translation>Analisi dell’immagine</translation>
    </message>
    <message>
        <source>the model has no protector; train one with &apos;runs protector&apos;</source>
        <translation>il modello non ha un protettore; addestrarne uno con “runs protector”</translation>
    </message>
    <message>
        <source>the model&apos;s protector is not the one it was installed with</source>
        <translation>il protettore del modello non è quello con cui è stato installato</translation>
    </message>
    <message>
        <source>the model&apos;s protector cannot be read</source>
        <translation>il protettore del modello non si può leggere</translation>
    </message>
    <message>
        <source>the protector agrees ({chance} % that the label is wrong).</source>
        <translation>il protettore concorda (probabilità {chance} % che l’etichetta sia sbagliata).</translation>
    </message>
    <message>
        <source>the protector disagrees with “real” ({chance} % that the label is wrong).</source>
        <translation>il protettore non concorda con «reale» (probabilità {chance} % che l’etichetta sia sbagliata).</translation>
    </message>
    <message>
        <source>the protector disagrees with “generated” ({chance} % that the label is wrong).</source>
        <translation>il protettore non concorda con «generato» (probabilità {chance} % che l’etichetta sia sbagliata).</translation>
    </message>
    <message>
        <source>{right} of {marks} marked verdicts are right: {share} % ({low} to {high}), {points} points below the {baseline} % on the model&apos;s test images; {suspect} marks are suspect. Train it again on its original data and the feedback pool; it replaces the model in use only if it tests no worse.</source>
        <translation>{right} esiti contrassegnati su {marks} sono giusti: {share} % (da {low} a {high}), {points} punti sotto il {baseline} % sulle immagini di test del modello; {suspect} contrassegni sono sospetti. Addestrarlo di nuovo sui dati originali e sulla raccolta di riscontri; sostituisce il modello in uso solo se nel test non va peggio.</translation>
    </message>
    <message>
        <source>Enter your name in the Notes panel: it is recorded with a mark.</source>
        <translation>Inserire il proprio nome nel pannello Note: è registrato con la valutazione.</translation>
    </message>
    <message>
        <source>Marking the verdict</source>
        <translation>Valutazione dell’esito</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>Addestra di nuovo</translation>
    </message>
    <message>
        <source>Training again</source>
        <translation>Nuovo addestramento</translation>
    </message>
    <message>
        <source>Original data of the model</source>
        <translation>Dati originali del modello</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Mostra nella cartella</translation>
    </message>
    <message>
        <source>Pixels of the screen per pixel of the image</source>
        <translation>Pixel dello schermo per pixel dell’immagine</translation>
    </message>
    <message>
        <source>GAN</source>
        <translation>GAN</translation>
    </message>
    <message>
        <source>diffusion</source>
        <translation>diffusione</translation>
    </message>
    <message>
        <source>generated, family not decided</source>
        <translation>generato, famiglia non decisa</translation>
    </message>
    <message>
        <source>Generator family: {answer} ({shares})</source>
        <translation>Famiglia del generatore: {answer} ({shares})</translation>
    </message>
    <message>
        <source>Known generators</source>
        <translation>Generatori noti</translation>
    </message>
    <message>
        <source>detected {share}</source>
        <translation>riconosciute {share}</translation>
    </message>
    <message>
        <source>by models trained without it detected {found}, classified as real {missed}</source>
        <translation>da modelli addestrati senza di esso riconosciute {found}, dette reali {missed}</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Giusto</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Sbagliato</translation>
    </message>
    <message>
        <source>The verdict is</source>
        <translation>L’esito è</translation>
    </message>
    <message>
        <source>Mark the verdict as right</source>
        <translation>Valuta l’esito come giusto</translation>
    </message>
    <message>
        <source>Mark the verdict as wrong</source>
        <translation>Valuta l’esito come sbagliato</translation>
    </message>
    <message>
        <source>The protector is checking it…</source>
        <translation>Il protettore la esamina…</translation>
    </message>
    <message>
        <source>× more than {most}</source>
        <translation>× più di {most}</translation>
    </message>
    <message>
        <source>× less than {least}</source>
        <translation>× meno di {least}</translation>
    </message>
    <message>
        <source>Error levels (JPEG 90)</source>
        <translation>Livelli di errore (JPEG 90)</translation>
    </message>
    <message>
        <source>Noise residual</source>
        <translation>Residuo di rumore</translation>
    </message>
    <message>
        <source>JPEG ghosts</source>
        <translation>Fantasmi JPEG</translation>
    </message>
    <message>
        <source>Spectrum of the residual</source>
        <translation>Spettro del residuo</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Istogramma</translation>
    </message>
    <message>
        <source>Equalised levels</source>
        <translation>Livelli equalizzati</translation>
    </message>
    <message>
        <source>Luminance gradient</source>
        <translation>Gradiente di luminanza</translation>
    </message>
    <message>
        <source>What one more JPEG compression changes: parts pasted from another file may stand out, but so may edges, texture and sharpening.</source>
        <translation>Ciò che cambia un’ulteriore compressione JPEG: parti incollate da un altro file possono risaltare, ma anche bordi, trame e nitidezza artificiale.</translation>
    </message>
    <message>
        <source>What a 3 x 3 median removes: noise that changes between parts may show an insertion, but compression and smoothing remove noise in genuine photos, too.</source>
        <translation>Ciò che toglie una mediana 3 x 3: un rumore diverso tra le parti può indicare un inserto, ma compressione e levigatura tolgono rumore anche a foto autentiche.</translation>
    </message>
    <message>
        <source>Blocks that respond to compression as if they had been saved at another quality than the rest; parts that were moved off the 8 x 8 grid or resized show nothing.</source>
        <translation>Blocchi che reagiscono alla compressione come se fossero già stati salvati a una qualità diversa dal resto; parti spostate dalla griglia 8 x 8 o ridimensionate non mostrano nulla.</translation>
    </message>
    <message>
        <source>Regular peaks away from the centre can come from a generator&apos;s upsampling, but also from resizing, JPEG blocks and woven textures; their absence shows nothing.</source>
        <translation>Picchi regolari lontani dal centro possono venire dal sovracampionamento di un generatore, ma li producono anche ridimensionamento, blocchi JPEG e tessuti, e la loro assenza non mostra nulla.</translation>
    </message>
    <message>
        <source>Gaps and spikes show that tones were stretched or reduced in number, by an editor or by the camera itself; they do not show where in the image.</source>
        <translation>Vuoti e picchi mostrano che i toni sono stati stirati o ridotti di numero, da un programma di ritocco o dalla fotocamera stessa; non mostra in quale punto dell’immagine.</translation>
    </message>
    <message>
        <source>Luminance spread evenly, so that faint steps in shadows and highlights become visible; noise and compression blocks are amplified as well.</source>
        <translation>Luminanza distribuita in modo uniforme, così che si vedano deboli gradini in ombre e luci; rumore e blocchi di compressione sono rafforzati allo stesso modo.</translation>
    </message>
    <message>
        <source>Direction (colour) and steepness (brightness) of the luminance: smoothing and inconsistent lighting become visible, but depth of field and make-up look the same.</source>
        <translation>Direzione (colore) e pendenza (luminosità) della luminanza: si vedono levigature e luci incoerenti, ma profondità di campo e trucco hanno lo stesso aspetto.</translation>
    </message>
    <message>
        <source>Differences are amplified {gain:.0f} times.</source>
        <translation>Le differenze sono mostrate {gain:.0f} volte più forti.</translation>
    </message>
    <message>
        <source>Noise is amplified {gain:.0f} times.</source>
        <translation>Il rumore è mostrato {gain:.0f} volte più forte.</translation>
    </message>
    <message>
        <source>Qualities {low} to {high} were tried, on the file&apos;s own grid.</source>
        <translation>Sono state provate le qualità da {low} a {high}, sulla griglia del file stesso.</translation>
    </message>
    <message>
        <source>The middle is frequency 0, each edge half a cycle per pixel; mean of {count} windows of {side} px.</source>
        <translation>Il centro è la frequenza 0, ogni bordo mezzo ciclo per pixel; media di {count} finestre di {side} px.</translation>
    </message>
    <message>
        <source>Levels {low} to {high} occur, up to {empty} of them empty in a channel; {dark:.1f} % of all values are 0, {light:.1f} % are 255.</source>
        <translation>Compaiono i livelli da {low} a {high}, fino a {empty} dei quali vuoti in un canale; {dark:.1f} % di tutti i valori è 0, {light:.1f} % è 255.</translation>
    </message>
    <message>
        <source>The image is too uniform for this view.</source>
        <translation>L’immagine è troppo piatta per questa vista.</translation>
    </message>
    <message>
        <source>The file is no longer the one that was analysed; analyse it again (F5).</source>
        <translation>Il file non è più quello analizzato; analizzarlo di nuovo (F5).</translation>
    </message>
    <message>
        <source>The classic views</source>
        <translation>Le viste classiche</translation>
    </message>
    <message>
        <source>Point at a classic view to read what it can and cannot show.</source>
        <translation>Puntare una vista classica per leggere che cosa può e non può mostrare.</translation>
    </message>
    <message>
        <source>Copied as command</source>
        <translation>Copiato come comando</translation>
    </message>
    <message>
        <source>The command line analyses the largest face in a file&apos;s first picture; use Save as Python for this one.</source>
        <translation>La riga di comando analizza il volto più grande della prima immagine di un file; per questo usare Salva come Python.</translation>
    </message>
    <message>
        <source>Save as Python</source>
        <translation>Salva come Python</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another place.</source>
        <translation>{path} non si può scrivere ({reason}); scegliere un altro posto.</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>Salvato: {path}</translation>
    </message>
    <message>
        <source>Reading earlier results</source>
        <translation>Lettura dei risultati precedenti</translation>
    </message>
    <message>
        <source>Storing results</source>
        <translation>Conservazione dei risultati</translation>
    </message>
    <message>
        <source>The test images that most of these runs get wrong, and where each run looks: Grad-CAM and the attention of its last feature map. It takes a minute or more.</source>
        <translation>Le immagini di test che la maggior parte di queste run sbaglia, e dove guarda ciascuna: Grad-CAM e l’attenzione della sua ultima mappa di caratteristiche. Richiede un minuto o più.</translation>
    </message>
    <message>
        <source>Draw the matrix</source>
        <translation>Disegna la matrice</translation>
    </message>
    <message>
        <source>Matrix of misclassified images</source>
        <translation>Matrice delle immagini classificate male</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Salvata come {path}</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Registrazione</translation>
    </message>
    <message>
        <source>Enter your name in Notes first: it is recorded with the decision.</source>
        <translation>Inserire prima il proprio nome in Note: è registrato con la decisione.</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Aggiungi un’etichetta</translation>
    </message>
    <message>
        <source>Tag {tag}</source>
        <translation>Etichetta {tag}</translation>
    </message>
    <message>
        <source>The selected images have no tag</source>
        <translation>Le immagini selezionate non hanno etichette</translation>
    </message>
    <message>
        <source>Recorded on {done} of {total} images; the others could not be read, or the work was cancelled.</source>
        <translation>Registrato su {done} di {total} immagini; le altre non si possono leggere, o è stato annullato.</translation>
    </message>
    <message>
        <source>Remove a tag</source>
        <translation>Togli un’etichetta</translation>
    </message>
    <message>
        <source>Remove tag {tag}</source>
        <translation>Togli l’etichetta {tag}</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>Aggiungi una nota</translation>
    </message>
    <message>
        <source>Recorded on {count} images</source>
        <translation>Registrato su {count} immagini</translation>
    </message>
    <message>
        <source>Add to the list</source>
        <translation>Aggiungi all’elenco</translation>
    </message>
    <message>
        <source>{what} of {count} images</source>
        <translation>{what} di {count} immagini</translation>
    </message>
    <message>
        <source>The list</source>
        <translation>L’elenco</translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation>Lettura dell’elenco</translation>
    </message>
    <message>
        <source>Follow system</source>
        <translation>Come il sistema</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Scegli…</translation>
    </message>
    <message>
        <source>Browse: {name}</source>
        <translation>Scegli: {name}</translation>
    </message>
    <message>
        <source>⚠  This folder does not exist; choose another, or leave the field empty.</source>
        <translation>⚠  Questa cartella non esiste; sceglierne un’altra o lasciare vuoto.</translation>
    </message>
    <message>
        <source>Nothing found: no leak between the splits, and no trivial difference between the classes.</source>
        <translation>Nulla è stato trovato: nessun travaso tra le suddivisioni, e nessuna differenza banale tra le classi.</translation>
    </message>
    <message>
        <source>{what} stopped because of an unexpected error; please try again, and report the details if it recurs.</source>
        <translation>{what}: interruzione per un errore imprevisto; riprovare e, se si ripete, inviare i dettagli.</translation>
    </message>
    <message>
        <source>The list cannot be saved for the next start ({reason}); check the folder {folder}.</source>
        <translation>L’elenco non si può conservare per il prossimo avvio ({reason}); sistemare la cartella {folder}.</translation>
    </message>
    <message>
        <source>The scores are less than 2 times more probable {claim}: no support for either.</source>
        <translation>I punteggi sono meno di 2 volte più probabili {claim}: nessun supporto per l’una o l’altra ipotesi.</translation>
    </message>
    <message>
        <source>The scores are about {times} times more probable {claim}: {word}.</source>
        <translation>I punteggi sono circa {times} volte più probabili {claim}: {word}.</translation>
    </message>
    <message>
        <source>The scores are at most about {times} times more probable {claim}: {word}.</source>
        <translation>I punteggi sono al massimo circa {times} volte più probabili {claim}: {word}.</translation>
    </message>
    <message>
        <source>{count} held-out real photos{of}, {errors} of them misclassified, support no more.</source>
        <translation>{count} foto reali di test{of}, di cui {errors} classificate male, non sostengono di più.</translation>
    </message>
    <message>
        <source>{count} held-out generated images{of}, {errors} of them misclassified, support no more.</source>
        <translation>{count} immagini generate di test{of}, di cui {errors} classificate male, non sostengono di più.</translation>
    </message>
    <message>
        <source>Out of scope: to both classifiers this face is unlike the images they were trained and tested on ({times} times the limit); their scores must not be relied on.</source>
        <translation>Fuori ambito: per entrambi i classificatori questo volto è diverso dalle immagini su cui furono addestrati e provati ({times} volte il limite); non ci si deve basare sui loro punteggi.</translation>
    </message>
    <message>
        <source>Out of scope: to the with-background classifier this face is unlike the images it was trained and tested on ({times} times the limit); its score must not be relied on.</source>
        <translation>Fuori ambito: per il classificatore con sfondo questo volto è diverso dalle immagini su cui fu addestrato e provato ({times} volte il limite); non ci si deve basare sul suo punteggio.</translation>
    </message>
    <message>
        <source>Out of scope: to the without-background classifier this face is unlike the images it was trained and tested on ({times} times the limit); its score must not be relied on.</source>
        <translation>Fuori ambito: per il classificatore senza sfondo questo volto è diverso dalle immagini su cui fu addestrato e provato ({times} volte il limite); non ci si deve basare sul suo punteggio.</translation>
    </message>
    <message>
        <source>1 more face is too small to analyse: the square around a face must be at least {side} px wide.</source>
        <translation>1 altro volto è troppo piccolo per essere analizzato: il quadrato intorno a un volto deve essere largo almeno {side} px.</translation>
    </message>
    <message>
        <source>{count} more faces are too small to analyse: the square around a face must be at least {side} px wide.</source>
        <translation>{count} altri volti sono troppo piccoli per essere analizzati: il quadrato intorno a un volto deve essere largo almeno {side} px.</translation>
    </message>
    <message>
        <source>The face is too small to analyse: the square around a face must be at least {side} px wide; use a larger original.</source>
        <translation>Il volto è troppo piccolo per essere analizzato: il quadrato intorno a un volto deve essere largo almeno {side} px; usare un originale più grande.</translation>
    </message>
    <message>
        <source>All {count} faces are too small to analyse: the square around a face must be at least {side} px wide; use a larger original.</source>
        <translation>Tutti i {count} volti sono troppo piccoli per essere analizzati: il quadrato intorno a un volto deve essere largo almeno {side} px; usare un originale più grande.</translation>
    </message>
    <message>
        <source>The face is too small to analyse: the square around it is {side} px wide, at least {least} px are needed; use a larger original.</source>
        <translation>Il volto è troppo piccolo per essere analizzato: il quadrato intorno a esso è largo {side} px, ne servono almeno {least}; usare un originale più grande.</translation>
    </message>
    <message>
        <source>Framed too tightly for the verdict &quot;real&quot;: only {share} of the usual frame around the face lies in the image; use the image before it was cropped.</source>
        <translation>Inquadratura troppo stretta per l’esito “reale”: solo il {share} della consueta cornice intorno al volto è nell’immagine; usare l’immagine prima del ritaglio.</translation>
    </message>
    <message>
        <source>Too small for the verdict &quot;real&quot;: the square around the face is {side} px wide, at least {least} px are needed; use a larger original.</source>
        <translation>Troppo piccolo per l’esito “reale”: il quadrato intorno al volto è largo {side} px, ne servono almeno {least}; usare un originale più grande.</translation>
    </message>
    <message>
        <source>The verdict &quot;{verdict}&quot; survives {count} of the {every} changes tested: {which}.</source>
        <translation>L’esito “{verdict}” resiste a {count} delle {every} alterazioni provate: {which}.</translation>
    </message>
    <message>
        <source>The verdict &quot;{verdict}&quot; survives none of the {every} changes tested.</source>
        <translation>L’esito “{verdict}” non resiste a nessuna delle {every} alterazioni provate.</translation>
    </message>
    <message>
        <source>It turns {verdict} with {which}.</source>
        <translation>Diventa {verdict} con {which}.</translation>
    </message>
    <message>
        <source>No face is analysed any more with {which}.</source>
        <translation>Nessun volto viene più analizzato con {which}.</translation>
    </message>
    <message>
        <source>The deciding detectors do not decide alike: {which}.</source>
        <translation>I rilevatori che decidono non concordano: {which}.</translation>
    </message>
    <message>
        <source>File type {name}; the file name has no extension.</source>
        <translation>Tipo di file {name}; il nome del file non ha estensione.</translation>
    </message>
    <message>
        <source>File type {name}; matches the extension {shown}.</source>
        <translation>Tipo di file {name}; corrisponde all’estensione {shown}.</translation>
    </message>
    <message>
        <source>File type {name}; the extension {shown} is not one of an image format.</source>
        <translation>Tipo di file {name}; l’estensione {shown} non è di un formato d’immagine.</translation>
    </message>
    <message>
        <source>File type {name}, but the extension {shown} means {meant}.</source>
        <translation>Tipo di file {name}, ma l’estensione {shown} indica {meant}.</translation>
    </message>
    <message>
        <source>The quantisation tables are the standard ones of libjpeg at quality {quality}.</source>
        <translation>Le tabelle di quantizzazione sono quelle standard di libjpeg alla qualità {quality}.</translation>
    </message>
    <message>
        <source>The thumbnail is {width} x {height} px (width to height {shape}), the image {image_width} x {image_height} px ({image_shape}).</source>
        <translation>La miniatura è di {width} x {height} px (larghezza su altezza {shape}), l’immagine di {image_width} x {image_height} px ({image_shape}).</translation>
    </message>
    <message>
        <source>The image could not be decoded, so they were not compared.</source>
        <translation>Non è stato possibile decodificare l’immagine, quindi non sono state confrontate.</translation>
    </message>
    <message>
        <source>They differ by {difference} of 255 grey levels on average.</source>
        <translation>Differiscono in media di {difference} livelli di grigio su 255.</translation>
    </message>
    <message>
        <source>The {name} ({share} of the picture) was counted with the {target}.</source>
        <translation>Regione contata con un’altra perché troppo piccola: {name} ({share} dell’immagine), contata con {target}.</translation>
    </message>
    <message>
        <source>The JPEG file is truncated: about {share} % of the image, from its stored bottom edge, is missing and shown in grey.</source>
        <translation>Il file JPEG è troncato: circa il {share} % dell’immagine, a partire dal suo bordo inferiore memorizzato, manca ed è mostrato in grigio.</translation>
    </message>
    <message>
        <source>Colours are converted to sRGB from the embedded profile “{name}”.</source>
        <translation>I colori sono convertiti in sRGB dal profilo incorporato «{name}».</translation>
    </message>
    <message>
        <source>The {name} classifier hardly reacts to any region (score {score}, against {hidden} with all regions {how}); nothing can be said about what it rests on.</source>
        <translation>Il classificatore {name} quasi non reagisce ad alcuna regione (punteggio {score}, contro {hidden} con tutte le regioni {how}); non si può dire su che cosa si basi.</translation>
    </message>
    <message>
        <source>The {name} classifier rests on many regions a little, and on none mainly (score {score}, against {hidden} with all regions {how}{odds}).</source>
        <translation>Il classificatore {name} si basa un poco su molte regioni e su nessuna in prevalenza (punteggio {score}, contro {hidden} con tutte le regioni {how}{odds}).</translation>
    </message>
    <message>
        <source>The {name} classifier rests mainly on {regions}, {ways} (score {score}, against {hidden} with all regions {how}{odds}).</source>
        <translation>Il classificatore {name} si basa soprattutto su {regions}; {ways} (punteggio {score}, contro {hidden} con tutte le regioni {how}{odds}).</translation>
    </message>
    <message>
        <source>The image with all regions hidden already scores on the same side of 0.5, so the regions do not account for the score as a whole.</source>
        <translation>L’immagine con tutte le regioni nascoste ha già un punteggio dallo stesso lato di 0,5: le regioni non spiegano l’intero punteggio.</translation>
    </message>
    <message>
        <source>The background moved its score by {change} ({share} % of all contributions).</source>
        <translation>Lo sfondo ha spostato il suo punteggio di {change} ({share} % di tutti i contributi).</translation>
    </message>
    <message>
        <source>Showing the background hardly changes the odds of “generated” ({share} % of all contributions).</source>
        <translation>Mostrare lo sfondo cambia appena gli odds di «generato» ({share} % di tutti i contributi).</translation>
    </message>
    <message>
        <source>On average, showing the background multiplies the odds of “generated” by {factor} ({share} % of all contributions).</source>
        <translation>In media, mostrare lo sfondo moltiplica gli odds di «generato» per {factor} ({share} % di tutti i contributi).</translation>
    </message>
    <message>
        <source>On average, showing the background divides the odds of “generated” by {factor} ({share} % of all contributions).</source>
        <translation>In media, mostrare lo sfondo divide gli odds di «generato» per {factor} ({share} % di tutti i contributi).</translation>
    </message>
    <message>
        <source>These numbers say what moved the scores, not whether the scores are right.</source>
        <translation>Questi numeri dicono che cosa ha mosso i punteggi, non se i punteggi siano giusti.</translation>
    </message>
    <message>
        <source>“More than” stands where the held-out images of that classifier back no larger factor.</source>
        <translation>“Più di” sta dove le immagini di test di quel classificatore non sostengono un fattore maggiore.</translation>
    </message>
    <message>
        <source>“More than” stands where the models&apos; held-out images back no larger factor; it is the limit of the support, too.</source>
        <translation>«Più di» sta dove le immagini di test dei modelli non sostengono un fattore più grande; è anche il limite del supporto.</translation>
    </message>
    <message>
        <source>The Content Credentials state that the image {says}: {why}.</source>
        <translation>Le Content Credentials dichiarano che l’immagine {says}: {why}.</translation>
    </message>
    <message>
        <source>The Content Credentials, which are not valid, state that the image {says}: {why}.</source>
        <translation>Le Content Credentials, che non sono valide, dichiarano che l’immagine {says}: {why}.</translation>
    </message>
    <message>
        <source>The file&apos;s metadata state that the image {says}: {why}.</source>
        <translation>I metadati del file dichiarano che l’immagine {says}: {why}.</translation>
    </message>
    <message>
        <source>if the face was generated (by a generator of the kinds known to the models) than if it is a real photo</source>
        <translation>se il volto è stato generato (da un generatore dei tipi noti ai modelli) che se è una foto reale</translation>
    </message>
    <message>
        <source>if the face is a real photo than if it was generated (by a generator of the kinds known to the models)</source>
        <translation>se il volto è una foto reale che se è stato generato (da un generatore dei tipi noti ai modelli)</translation>
    </message>
    <message>
        <source>: the odds of “generated” multiplied by {factor}</source>
        <translation>: gli odds di «generato» moltiplicati per {factor}</translation>
    </message>
    <message>
        <source>: the odds of “generated” divided by {factor}</source>
        <translation>: gli odds di «generato» divisi per {factor}</translation>
    </message>
    <message>
        <source>was made by an image generator</source>
        <translation>fu prodotta da un generatore di immagini</translation>
    </message>
    <message>
        <source>was made in part by an image generator</source>
        <translation>fu prodotta in parte da un generatore di immagini</translation>
    </message>
    <message>
        <source>was possibly made by an image generator</source>
        <translation>fu forse prodotta da un generatore di immagini</translation>
    </message>
    <message>
        <source>{why} (and 1 more trace)</source>
        <translation>{why} (e un’altra traccia)</translation>
    </message>
    <message>
        <source>{why} (and {count} more traces)</source>
        <translation>{why} (e altre {count} tracce)</translation>
    </message>
    <message>
        <source>with-background</source>
        <translation>con sfondo</translation>
    </message>
    <message>
        <source>without-background</source>
        <translation>senza sfondo</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>sfocate</translation>
    </message>
    <message>
        <source>blacked out</source>
        <translation>annerite</translation>
    </message>
    <message>
        <source>replaced by the mean colour</source>
        <translation>sostituite dal colore medio</translation>
    </message>
    <message>
        <source>painted over</source>
        <translation>ridipinte</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nessuna</translation>
    </message>
    <message>
        <source>more than {number}</source>
        <translation>più di {number}</translation>
    </message>
    <message>
        <source>pushing toward “generated”</source>
        <translation>che spinge verso «generato»</translation>
    </message>
    <message>
        <source>pushing away from “generated”</source>
        <translation>che allontana da «generato»</translation>
    </message>
    <message>
        <source>both pushing toward “generated”</source>
        <translation>che spingono entrambe verso «generato»</translation>
    </message>
    <message>
        <source>both pushing away from “generated”</source>
        <translation>che allontanano entrambe da «generato»</translation>
    </message>
    <message>
        <source>all pushing toward “generated”</source>
        <translation>che spingono tutte verso «generato»</translation>
    </message>
    <message>
        <source>all pushing away from “generated”</source>
        <translation>che allontanano tutte da «generato»</translation>
    </message>
    <message>
        <source>{first} but {last}</source>
        <translation>{first}, ma {last}</translation>
    </message>
    <message>
        <source>{regions} pushing toward “generated”</source>
        <translation>verso «generato»: {regions}</translation>
    </message>
    <message>
        <source>{regions} pushing away from “generated”</source>
        <translation>lontano da «generato»: {regions}</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} e {last}</translation>
    </message>
    <message>
        <source>sources that were left out of training</source>
        <translation>fonti escluse dall’addestramento</translation>
    </message>
    <message>
        <source>generators that were left out of training</source>
        <translation>generatori esclusi dall’addestramento</translation>
    </message>
    <message>
        <source>{first}; {last}</source>
        <translation>{first}; {last}</translation>
    </message>
    <message>
        <source>{first}, {last}</source>
        <translation>{first}, {last}</translation>
    </message>
    <message>
        <source>JPEG {which}</source>
        <translation>JPEG {which}</translation>
    </message>
    <message>
        <source>No conclusion is drawn from the scores.</source>
        <translation>Dai punteggi non si trae alcuna conclusione.</translation>
    </message>
    <message>
        <source>{count} held-out real photos{of}, {errors} of them scored as high, support no more.</source>
        <translation>{count} foto reali di test{of}, di cui {errors} con un punteggio altrettanto alto, non sostengono di più.</translation>
    </message>
    <message>
        <source>{count} held-out generated images{of}, {errors} of them scored as low, support no more.</source>
        <translation>{count} immagini generate di test{of}, di cui {errors} con un punteggio altrettanto basso, non sostengono di più.</translation>
    </message>
    <message>
        <source>The quantisation tables are not the standard ones of libjpeg: cameras, Photoshop and some services use tables of their own.</source>
        <translation>Le tabelle di quantizzazione non sono quelle standard di libjpeg: fotocamere, Photoshop e alcuni servizi usano tabelle proprie.</translation>
    </message>
    <message>
        <source>Closest is quality {quality}, with divisors {difference} apart on average.</source>
        <translation>La più vicina è la qualità {quality}, con divisori che differiscono in media di {difference}.</translation>
    </message>
    <message>
        <source>The JPEG file is truncated: details may be missing anywhere in the image.</source>
        <translation>Il file JPEG è troncato: possono mancare dettagli in qualsiasi punto dell’immagine.</translation>
    </message>
    <message>
        <source>The JPEG file is truncated: a few rows at its stored bottom edge are missing or damaged.</source>
        <translation>Il file JPEG è troncato: alcune righe al suo bordo inferiore memorizzato mancano o sono danneggiate.</translation>
    </message>
    <message>
        <source>size {which} %</source>
        <translation>dimensione {which} %</translation>
    </message>
    <message>
        <source>blur {which} px</source>
        <translation>sfocatura {which} px</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>da {first} a {last}</translation>
    </message>
    <message>
        <source>{region} ({share} %)</source>
        <translation>{region} ({share} %)</translation>
    </message>
    <message>
        <source> of {source}</source>
        <translation> di {source}</translation>
    </message>
    <message>
        <source>No logo</source>
        <translation>Nessun logo</translation>
    </message>
    <message>
        <source>Browse for a logo, PNG or JPEG</source>
        <translation>Sfoglia per un logo, PNG o JPEG</translation>
    </message>
    <message>
        <source>&amp;Contact sheet with all images</source>
        <translation>Tavola a &amp;contatto con tutte le immagini</translation>
    </message>
    <message>
        <source>Say where images were taken (&amp;GPS)</source>
        <translation>Dire dove furono riprese le immagini (&amp;GPS)</translation>
    </message>
    <message>
        <source>&amp;Write report</source>
        <translation>&amp;Scrivi il rapporto</translation>
    </message>
    <message>
        <source>Images of the report</source>
        <translation>Immagini del rapporto</translation>
    </message>
    <message>
        <source>Drag images, or use the buttons, to change their order</source>
        <translation>Trascinare le immagini, o usare i pulsanti, per cambiarne l’ordine</translation>
    </message>
    <message>
        <source>Order of the case</source>
        <translation>Ordine del caso</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Per nome</translation>
    </message>
    <message>
        <source>By verdict</source>
        <translation>Per esito</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordine</translation>
    </message>
    <message>
        <source>&amp;All</source>
        <translation>&amp;Tutte</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Nessuna</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>S&amp;u</translation>
    </message>
    <message>
        <source>&amp;Down</source>
        <translation>&amp;Giù</translation>
    </message>
    <message>
        <source>Case nu&amp;mber</source>
        <translation>Nu&amp;mero del caso</translation>
    </message>
    <message>
        <source>&amp;Laboratory</source>
        <translation>&amp;Laboratorio</translation>
    </message>
    <message>
        <source>L&amp;ogo</source>
        <translation>L&amp;ogo</translation>
    </message>
    <message>
        <source>Changes made here apply to this report only.</source>
        <translation>Le modifiche fatte qui valgono solo per questo rapporto.</translation>
    </message>
    <message>
        <source>{chosen:,} of {every:,} images</source>
        <translation>{chosen:,} immagini su {every:,}</translation>
    </message>
    <message>
        <source>Images (*.png *.jpg *.jpeg)</source>
        <translation>Immagini (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>A file with weights for the backbone, such as ImageNet&apos;s, in the data folder; without one the backbone starts at random, which needs far more images.</source>
        <translation>Un file con i pesi della backbone, per esempio quelli di ImageNet, nella cartella dei dati; senza, la backbone parte da pesi casuali e occorrono molte più immagini.</translation>
    </message>
    <message>
        <source>A run for each of three backbones and three kinds of transfer, and the segmenters they start from. It takes a long time without a GPU.</source>
        <translation>Una run per ciascuna di tre backbone e tre tipi di transfer, e i segmentatori da cui partono. Richiede molto tempo dove non c’è una GPU.</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Attivazione</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>Tutte le immagini</translation>
    </message>
    <message>
        <source>All of the index</source>
        <translation>Tutte quelle dell’indice</translation>
    </message>
    <message>
        <source>An index of masks whose images, all real photos, are added to the real ones.</source>
        <translation>Un indice di maschere le cui immagini, tutte foto reali, si aggiungono a quelle reali.</translation>
    </message>
    <message>
        <source>As they come</source>
        <translation>Così come sono</translation>
    </message>
    <message>
        <source>At most this many images are drawn per epoch in total.</source>
        <translation>Numero massimo di immagini estratte in tutto per ogni epoca.</translation>
    </message>
    <message>
        <source>At most this many real and this many generated faces of each source are drawn per epoch.</source>
        <translation>Numero massimo di volti reali, e di volti generati, estratti da ciascuna fonte per ogni epoca.</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Aumento dei dati</translation>
    </message>
    <message>
        <source>Background-only classifier</source>
        <translation>Classificatore di solo sfondo</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Bilanciamento</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Bilanciati</translation>
    </message>
    <message>
        <source>Base model of a family</source>
        <translation>Modello di base di una famiglia</translation>
    </message>
    <message>
        <source>Base models</source>
        <translation>Modelli di base</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blocchi</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Luminosità</translation>
    </message>
    <message>
        <source>CLIP ViT-B/16</source>
        <translation>CLIP ViT-B/16</translation>
    </message>
    <message>
        <source>Change brightness and contrast by up to this share.</source>
        <translation>Cambia luminosità e contrasto al massimo di questa quota.</translation>
    </message>
    <message>
        <source>Class of the base model</source>
        <translation>Classe del modello di base</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>Pesi delle classi</translation>
    </message>
    <message>
        <source>Classes and families</source>
        <translation>Classi e famiglie</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>Classificazione</translation>
    </message>
    <message>
        <source>Compute in bfloat16 where that is faster, as on recent GPUs; CPUs become slower.</source>
        <translation>Calcola in bfloat16 dove è più rapido, come sulle GPU recenti; le CPU diventano più lente.</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Costante</translation>
    </message>
    <message>
        <source>Crops at native scale</source>
        <translation>Ritagli in scala nativa</translation>
    </message>
    <message>
        <source>CustomCNN</source>
        <translation>CustomCNN</translation>
    </message>
    <message>
        <source>Decide: the image is not suitable for a decision</source>
        <translation>Decisione: l’immagine non è adatta a una decisione</translation>
    </message>
    <message>
        <source>DeepFeatureX Net</source>
        <translation>DeepFeatureX Net</translation>
    </message>
    <message>
        <source>DeepLabV3+</source>
        <translation>DeepLabV3+</translation>
    </message>
    <message>
        <source>DenseNet121</source>
        <translation>DenseNet121</translation>
    </message>
    <message>
        <source>DenseNet169</source>
        <translation>DenseNet169</translation>
    </message>
    <message>
        <source>DenseNet201</source>
        <translation>DenseNet201</translation>
    </message>
    <message>
        <source>Depends on the segmenter: a wrong mask misleads it.</source>
        <translation>Dipende dal segmentatore: una maschera sbagliata lo inganna.</translation>
    </message>
    <message>
        <source>Diffusion</source>
        <translation>Diffusione</translation>
    </message>
    <message>
        <source>EfficientNetB0</source>
        <translation>EfficientNetB0</translation>
    </message>
    <message>
        <source>EfficientNetB4</source>
        <translation>EfficientNetB4</translation>
    </message>
    <message>
        <source>Enlarge or reduce by a factor from this range; below 1 the face becomes smaller.</source>
        <translation>Ingrandisce o riduce di un fattore di questo intervallo; sotto 1 il volto diventa più piccolo.</translation>
    </message>
    <message>
        <source>Equal</source>
        <translation>Uguale</translation>
    </message>
    <message>
        <source>Face found by</source>
        <translation>Volto trovato da</translation>
    </message>
    <message>
        <source>Falling along a cosine</source>
        <translation>In calo lungo un coseno</translation>
    </message>
    <message>
        <source>Families</source>
        <translation>Famiglie</translation>
    </message>
    <message>
        <source>Family model</source>
        <translation>Modello della famiglia</translation>
    </message>
    <message>
        <source>Fast analysis</source>
        <translation>Analisi rapida</translation>
    </message>
    <message>
        <source>Feedback pool</source>
        <translation>Raccolta di riscontri</translation>
    </message>
    <message>
        <source>Finds pictures out of scope that differ grossly from photos of faces (drawings, noise); an unseen generator&apos;s faces mostly pass as in scope.</source>
        <translation>Trova fuori ambito le immagini molto diverse da foto di volti (disegni, rumore); i volti di un generatore mai visto risultano per lo più nell’ambito.</translation>
    </message>
    <message>
        <source>Finished input side</source>
        <translation>Lato finale dell’ingresso</translation>
    </message>
    <message>
        <source>First half</source>
        <translation>Prima metà</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Inquadratura</translation>
    </message>
    <message>
        <source>Freeze the backbone</source>
        <translation>Congela la backbone</translation>
    </message>
    <message>
        <source>Generators excluded from training and validation; patterns such as StyleGAN3* are allowed.</source>
        <translation>Generatori esclusi da addestramento e validazione; sono ammessi schemi con caratteri jolly come StyleGAN3*.</translation>
    </message>
    <message>
        <source>Half of the images</source>
        <translation>Metà delle immagini</translation>
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
        <source>Highest validation accuracy</source>
        <translation>Accuratezza di validazione più alta</translation>
    </message>
    <message>
        <source>How large the steps are: if too large nothing is learned, if too small it takes long.</source>
        <translation>Quanto sono grandi i passi: troppo grandi e non si impara nulla, troppo piccoli e ci vuole molto tempo.</translation>
    </message>
    <message>
        <source>How many images the network learns from at a time: a larger batch needs more memory.</source>
        <translation>Da quante immagini per volta si impara: un batch più grande richiede più memoria.</translation>
    </message>
    <message>
        <source>How many of the transformer&apos;s blocks are used, counted from the first.</source>
        <translation>Quanti blocchi del transformer si usano, a partire dal primo.</translation>
    </message>
    <message>
        <source>How much of a source, generator, family or label set each epoch draws, afresh every time: use less of what there is too much of.</source>
        <translation>Quanto di una fonte, di un generatore, di una famiglia o di un set di etichette si estrae a ogni epoca, ogni volta di nuovo: meno di ciò che è troppo abbondante.</translation>
    </message>
    <message>
        <source>How much the teacher&apos;s scores count in what is learned; the labels count the rest.</source>
        <translation>Quanto contano i punteggi del modello insegnante in ciò che si impara; il resto lo contano le etichette.</translation>
    </message>
    <message>
        <source>How often the network sees the training images, at most.</source>
        <translation>Quante volte, al massimo, la rete vede le immagini di addestramento.</translation>
    </message>
    <message>
        <source>How slowly the moving averages of batch normalisation follow; 0.95 suits small data sets.</source>
        <translation>Quanto lentamente seguono le medie della batch normalisation; 0,95 è adatto a piccoli dataset.</translation>
    </message>
    <message>
        <source>Images are resized to squares with this side: a larger one keeps finer traces and takes longer.</source>
        <translation>Le immagini si portano a quadrati di questo lato: uno più grande conserva tracce più fini e richiede più tempo.</translation>
    </message>
    <message>
        <source>Images per epoch</source>
        <translation>Immagini per epoca</translation>
    </message>
    <message>
        <source>Images per source</source>
        <translation>Immagini per fonte</translation>
    </message>
    <message>
        <source>Indexes of faces that are added to the images, such as aligned reconstructions.</source>
        <translation>Indici di volti che si aggiungono alle immagini, come le ricostruzioni allineate.</translation>
    </message>
    <message>
        <source>Input side</source>
        <translation>Lato in ingresso</translation>
    </message>
    <message>
        <source>Kept weights</source>
        <translation>Pesi conservati</translation>
    </message>
    <message>
        <source>Knows the generators of its training alone: a low score does not rule out another one. Known generators shows how often an unseen one is missed.</source>
        <translation>Conosce solo i generatori del suo addestramento: un punteggio basso non ne esclude un altro. Generatori noti mostra quanto spesso ne sfugge uno mai visto.</translation>
    </message>
    <message>
        <source>Label sets</source>
        <translation>Set di etichette</translation>
    </message>
    <message>
        <source>Last epoch</source>
        <translation>Ultima epoca</translation>
    </message>
    <message>
        <source>Leave out near-duplicates</source>
        <translation>Escludi i quasi duplicati</translation>
    </message>
    <message>
        <source>Leave out the ViT detector, which finds more but takes time; results say so.</source>
        <translation>Esclude il rilevatore ViT, che trova di più ma richiede tempo; i risultati lo indicano.</translation>
    </message>
    <message>
        <source>Leave out training images almost identical to validation or test images, which would make the figures too good.</source>
        <translation>Esclude le immagini di addestramento quasi uguali a immagini di validazione o di test, che renderebbero i risultati troppo buoni.</translation>
    </message>
    <message>
        <source>Lowest validation loss</source>
        <translation>Loss di validazione più bassa</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Riflessione</translation>
    </message>
    <message>
        <source>Mirror half of the images; left and right classes are swapped accordingly.</source>
        <translation>Specchia metà delle immagini; le classi destra e sinistra si scambiano con esse.</translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation>Precisione mista</translation>
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
        <source>Momentum of averages</source>
        <translation>Momentum delle medie</translation>
    </message>
    <message>
        <source>More face indexes</source>
        <translation>Altri indici di volti</translation>
    </message>
    <message>
        <source>More real photos</source>
        <translation>Altre foto reali</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rete</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Ancora nessuno</translation>
    </message>
    <message>
        <source>None: images are used whole</source>
        <translation>Nessuno: le immagini si usano intere</translation>
    </message>
    <message>
        <source>Normalisations</source>
        <translation>Normalizzazioni</translation>
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
        <source>Off-centre</source>
        <translation>Fuori centro</translation>
    </message>
    <message>
        <source>Only generated faces of these families (gan, diffusion, edit) are used; leave empty for all.</source>
        <translation>Si usano solo i volti generati di queste famiglie (gan, diffusion, edit); se non se ne nomina alcuna, tutte.</translation>
    </message>
    <message>
        <source>Only masks of these label sets are used; at least one of them must name every class.</source>
        <translation>Si usano solo le maschere di questi set di etichette; almeno uno di essi deve nominare ogni classe.</translation>
    </message>
    <message>
        <source>Only these sources of the index are used, real and generated ones; leave empty for all.</source>
        <translation>Si usano solo queste fonti dell’indice, reali e generate; se non se ne nomina alcuna, tutte.</translation>
    </message>
    <message>
        <source>Optimisation</source>
        <translation>Ottimizzazione</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Pazienza</translation>
    </message>
    <message>
        <source>Pooled features</source>
        <translation>Caratteristiche medie</translation>
    </message>
    <message>
        <source>Preview from {count} of {all} combinations, standard error up to {error}; exact values need all of them.</source>
        <translation>Anteprima da {count} di {all} combinazioni, errore standard al massimo {error}; i valori esatti le richiedono tutte.</translation>
    </message>
    <message>
        <source>Quick try</source>
        <translation>Prova rapida</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Casuali</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Recompress at a quality from this range, as happens when images are posted.</source>
        <translation>Ricomprime con una qualità di questo intervallo, come accade quando le immagini si pubblicano.</translation>
    </message>
    <message>
        <source>Reduce larger images to a side from this range before anything else.</source>
        <translation>Prima di ogni altra cosa riduce le immagini più grandi a un lato di questo intervallo.</translation>
    </message>
    <message>
        <source>Reduced first to</source>
        <translation>Prima ridotte a</translation>
    </message>
    <message>
        <source>ResNet101</source>
        <translation>ResNet101</translation>
    </message>
    <message>
        <source>ResNet152</source>
        <translation>ResNet152</translation>
    </message>
    <message>
        <source>ResNet50</source>
        <translation>ResNet50</translation>
    </message>
    <message>
        <source>Rotate by up to this angle in either direction.</source>
        <translation>Ruota al massimo di questo angolo nell’uno e nell’altro verso.</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Rotazione</translation>
    </message>
    <message>
        <source>SHA-256 of the mask: {sha256}.</source>
        <translation>SHA-256 della maschera: {sha256}.</translation>
    </message>
    <message>
        <source>Scale of the crops</source>
        <translation>Scala dei ritagli</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Andamento</translation>
    </message>
    <message>
        <source>Second half</source>
        <translation>Seconda metà</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seme</translation>
    </message>
    <message>
        <source>Seeds everything drawn at random: the same seed and recipe give the same run.</source>
        <translation>Inizializza tutto ciò che è estratto a caso: stesso seme e stessa ricetta danno la stessa run.</translation>
    </message>
    <message>
        <source>Segmenter, all of it fine-tuned</source>
        <translation>Segmentatore, tutto da riaddestrare</translation>
    </message>
    <message>
        <source>Segmenter, its ASPP and decoder frozen</source>
        <translation>Segmentatore, con ASPP e decoder congelati</translation>
    </message>
    <message>
        <source>Seven in a hundred of its masks have left and right exchanged; training and test exchange them back by where the parts lie in the face.</source>
        <translation>In sette delle sue maschere su cento destra e sinistra sono scambiate; addestramento e test le rimettono a posto secondo la posizione delle parti nel volto.</translation>
    </message>
    <message>
        <source>Share blurred</source>
        <translation>Quota sfocata</translation>
    </message>
    <message>
        <source>Share compressed</source>
        <translation>Quota compressa</translation>
    </message>
    <message>
        <source>Share per epoch</source>
        <translation>Quota per epoca</translation>
    </message>
    <message>
        <source>Share perturbed</source>
        <translation>Quota perturbata</translation>
    </message>
    <message>
        <source>Share turned and moved</source>
        <translation>Quota ruotata e spostata</translation>
    </message>
    <message>
        <source>Share turned grey</source>
        <translation>Quota resa grigia</translation>
    </message>
    <message>
        <source>Shear</source>
        <translation>Inclinazione</translation>
    </message>
    <message>
        <source>Shear by up to this angle.</source>
        <translation>Inclina al massimo di questo angolo.</translation>
    </message>
    <message>
        <source>Shift by up to this share of the image in either direction.</source>
        <translation>Sposta al massimo di questa quota dell’immagine in ciascuna direzione.</translation>
    </message>
    <message>
        <source>Some blocks</source>
        <translation>Alcuni blocchi</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fonti</translation>
    </message>
    <message>
        <source>Sources excluded from training and validation; patterns are allowed.</source>
        <translation>Fonti escluse da addestramento e validazione; sono ammessi schemi con caratteri jolly.</translation>
    </message>
    <message>
        <source>Square root of balanced</source>
        <translation>Radice quadrata dei bilanciati</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Stiramento</translation>
    </message>
    <message>
        <source>Stretch one axis relative to the other by up to this share: the network&apos;s square input does so too.</source>
        <translation>Allunga un asse rispetto all’altro al massimo di questa quota: anche l’ingresso quadrato della rete lo fa.</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Compito</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>Modello insegnante</translation>
    </message>
    <message>
        <source>Teacher&apos;s share</source>
        <translation>Quota del modello insegnante</translation>
    </message>
    <message>
        <source>Texture detector</source>
        <translation>Rilevatore di tessitura</translation>
    </message>
    <message>
        <source>The analysed part is enlarged or tightened by a factor from this range.</source>
        <translation>La parte analizzata viene allargata o ristretta di un fattore di questo intervallo.</translation>
    </message>
    <message>
        <source>The analysed part is shifted by up to this share of its side.</source>
        <translation>La parte analizzata viene spostata al massimo di questa quota del suo lato.</translation>
    </message>
    <message>
        <source>The first and last block to fine-tune.</source>
        <translation>Il primo e l’ultimo dei blocchi che si riaddestrano.</translation>
    </message>
    <message>
        <source>The head</source>
        <translation>La testa</translation>
    </message>
    <message>
        <source>The held-out images do not allow stronger support than this ({count} generated images{of}, {errors} of them misclassified).</source>
        <translation>Le immagini di test non consentono un supporto più forte di questo ({count} immagini generate{of}; classificate male: {errors}).</translation>
    </message>
    <message>
        <source>The held-out images do not allow stronger support than this ({count} generated images{of}, {errors} of them with a score at least as low).</source>
        <translation>Le immagini di test non consentono un supporto più forte di questo ({count} immagini generate{of}, di cui {errors} con un punteggio almeno altrettanto basso).</translation>
    </message>
    <message>
        <source>The held-out images do not allow stronger support than this ({count} generated images{of}, {errors} of them with a score at least as low, every generator weighing alike).</source>
        <translation>Le immagini di test non consentono un supporto più forte di questo ({count} immagini generate{of}, di cui {errors} con un punteggio almeno altrettanto basso, ogni generatore con lo stesso peso).</translation>
    </message>
    <message>
        <source>The held-out images do not allow stronger support than this ({count} real photos{of}, {errors} of them misclassified).</source>
        <translation>Le immagini di test non consentono un supporto più forte di questo ({count} foto reali{of}; classificate male: {errors}).</translation>
    </message>
    <message>
        <source>The held-out images do not allow stronger support than this ({count} real photos{of}, {errors} of them with a score at least as high).</source>
        <translation>Le immagini di test non consentono un supporto più forte di questo ({count} foto reali{of}, di cui {errors} con un punteggio almeno altrettanto alto).</translation>
    </message>
    <message>
        <source>The held-out images do not allow stronger support than this ({count} real photos{of}, {errors} of them with a score at least as high, every source weighing alike).</source>
        <translation>Le immagini di test non consentono un supporto più forte di questo ({count} foto reali{of}, di cui {errors} con un punteggio almeno altrettanto alto, ogni fonte con lo stesso peso).</translation>
    </message>
    <message>
        <source>The image stores signed values, which have no fixed brightness scale; export a copy with 8 or 16 bits per channel.</source>
        <translation>L’immagine contiene valori con segno, che non hanno una scala di luminosità fissa; esportare una copia con 8 o 16 bit per canale.</translation>
    </message>
    <message>
        <source>The index of a pool of marked images; accepted ones join the training images.</source>
        <translation>L’indice di una raccolta di immagini valutate; quelle accettate si aggiungono alle immagini di addestramento.</translation>
    </message>
    <message>
        <source>The label sets of that index whose images are taken.</source>
        <translation>I set di etichette di quell’indice di cui si prendono le immagini.</translation>
    </message>
    <message>
        <source>The longest side to which the part is resized before a crop is taken.</source>
        <translation>Il lato più lungo a cui si porta la parte prima di estrarne un ritaglio.</translation>
    </message>
    <message>
        <source>The middle is frequency 0, each edge half a cycle per pixel; one window of {side} px.</source>
        <translation>Al centro la frequenza 0, ai bordi mezzo ciclo per pixel; una finestra di {side} px.</translation>
    </message>
    <message>
        <source>The network&apos;s own</source>
        <translation>Quello della rete</translation>
    </message>
    <message>
        <source>The number of epochs over which the learning rate rises to its value.</source>
        <translation>In questo numero di epoche il tasso di apprendimento sale al suo valore.</translation>
    </message>
    <message>
        <source>The published network that reads the image; Xception and ResNet50 are large and slow.</source>
        <translation>La rete pubblicata che legge l’immagine; Xception e ResNet50 sono quelle grandi e lente.</translation>
    </message>
    <message>
        <source>The recipe of the shipped segmenter. Train it first: the without-background classifier needs a segmenter.</source>
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
        <source>The run ends early after this many epochs without improvement.</source>
        <translation>La run termina in anticipo dopo questo numero di epoche senza una migliore.</translation>
    </message>
    <message>
        <source>The run of a linear head (such as the ViT&apos;s) whose scores of the training images are learned beside their labels; it needs class weights “None”.</source>
        <translation>L’addestramento di una testa lineare (come quella del ViT) i cui punteggi delle immagini di addestramento si imparano accanto alle loro etichette; richiede pesi delle classi “Nessuno”.</translation>
    </message>
    <message>
        <source>The run whose segmenter finds the face and its background, trained before this one; “installed” means the installed segmenter.</source>
        <translation>La run il cui segmentatore trova il volto e il suo sfondo, addestrata prima di questa; oppure “installed” per il segmentatore installato.</translation>
    </message>
    <message>
        <source>The runs of the base models of real, gan and diffusion faces, in this order.</source>
        <translation>Le run dei modelli di base dei volti reali, GAN e a diffusione, in quest’ordine.</translation>
    </message>
    <message>
        <source>The segmenter finds the parts of a face; classifiers distinguish real from generated on the whole image, on the face alone, on the background alone, or by texture at native scale; the family model distinguishes GAN from diffusion faces with three base models.</source>
        <translation>Il segmentatore trova le parti di un volto; i classificatori distinguono reale da generato, sull’immagine intera, sul solo volto, sul solo sfondo o dalla trama in scala nativa; il modello della famiglia distingue i volti GAN da quelli a diffusione con tre modelli di base.</translation>
    </message>
    <message>
        <source>The share of the images that are altered by noise, blur, colour change, compression, distortion, fog, snow or rain, in one of five strengths.</source>
        <translation>La quota delle immagini che subiscono rumore, sfocatura, variazione di colore, compressione, distorsione, nebbia, neve o pioggia, in una di cinque intensità.</translation>
    </message>
    <message>
        <source>The share of the images that are blurred slightly.</source>
        <translation>La quota delle immagini che vengono leggermente sfocate.</translation>
    </message>
    <message>
        <source>The share of the images that are recompressed.</source>
        <translation>La quota delle immagini che vengono ricompresse.</translation>
    </message>
    <message>
        <source>The share of the images that are rotated, shifted, zoomed, sheared or stretched; the others keep their pixels.</source>
        <translation>La quota delle immagini che vengono ruotate, spostate, ingrandite, inclinate o stirate; le altre conservano i loro pixel.</translation>
    </message>
    <message>
        <source>The share of the images that lose their colour.</source>
        <translation>La quota delle immagini che perdono i colori.</translation>
    </message>
    <message>
        <source>The table of images to learn from, in the data folder; the Data page makes and checks it.</source>
        <translation>La tabella delle immagini da cui imparare, nella cartella dei dati; la pagina Dati la crea e la controlla.</translation>
    </message>
    <message>
        <source>The whole analysed part reduced to the input size, or crops of it at about native scale.</source>
        <translation>L’intera parte analizzata ridotta all’ingresso, o ritagli di essa all’incirca in scala nativa.</translation>
    </message>
    <message>
        <source>The whole part</source>
        <translation>L’intera parte</translation>
    </message>
    <message>
        <source>Their label sets</source>
        <translation>Loro set di etichette</translation>
    </message>
    <message>
        <source>Thesis table 4.3</source>
        <translation>Tabella 4.3 della tesi</translation>
    </message>
    <message>
        <source>Train only what follows the backbone: faster, and usually less accurate.</source>
        <translation>Addestra solo ciò che sta dietro la backbone: più rapido, e di solito meno accurato.</translation>
    </message>
    <message>
        <source>Transfer from</source>
        <translation>Transfer da</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Traslazione</translation>
    </message>
    <message>
        <source>Tuned blocks</source>
        <translation>Blocchi addestrati</translation>
    </message>
    <message>
        <source>Two epochs on a tenth of the images: shows that data and recipe work, and how long an epoch takes. The result is not a model to analyse evidence with.</source>
        <translation>Due epoche su un decimo delle immagini: mostra che dati e ricetta funzionano, e quanto dura un’epoca. Ciò che impara non è un modello con cui giudicare reperti.</translation>
    </message>
    <message>
        <source>Un&amp;suitable</source>
        <translation>In&amp;adatta</translation>
    </message>
    <message>
        <source>Unde&amp;cided</source>
        <translation>In&amp;deciso</translation>
    </message>
    <message>
        <source>Use one half of the training and validation images: base models learn from the first half, the family model from the second.</source>
        <translation>Usa metà delle immagini di addestramento e validazione: i modelli di base imparano dalla prima, il modello della famiglia dalla seconda.</translation>
    </message>
    <message>
        <source>Vision transformer</source>
        <translation>Vision transformer</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Warm-up</translation>
    </message>
    <message>
        <source>What a base model distinguishes from everything else; it is trained on nine such faces for every other one.</source>
        <translation>Ciò che un modello di base distingue da tutto il resto; è addestrato su nove di questi volti per ogni altro.</translation>
    </message>
    <message>
        <source>What follows each batch normalisation in the ASPP and decoder; the published network has nothing there.</source>
        <translation>Che cosa segue ogni batch normalisation di ASPP e decoder; la rete pubblicata lì non ha nulla.</translation>
    </message>
    <message>
        <source>What follows the backbone: the published DeepLabV3+, or only the means of its features, which train faster.</source>
        <translation>Che cosa sta dietro la backbone: la DeepLabV3+ pubblicata, o soltanto le medie delle sue caratteristiche, che si addestrano più in fretta.</translation>
    </message>
    <message>
        <source>What is seen</source>
        <translation>Che cosa si vede</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>Che cosa si addestra</translation>
    </message>
    <message>
        <source>What is tuned</source>
        <translation>Che cosa si addestra</translation>
    </message>
    <message>
        <source>What the network is trained on: the first GPU if there is one, the CPU, or a GPU by number.</source>
        <translation>Su che cosa si addestra la rete: la prima GPU se c’è, la CPU, o una GPU per numero.</translation>
    </message>
    <message>
        <source>What the network predicts: a class for every pixel, or real or generated for the image.</source>
        <translation>Che cosa risponde la rete: una classe per ogni pixel, oppure reale o generato per l’immagine.</translation>
    </message>
    <message>
        <source>What the run and its folder are called: letters, digits, dots, dashes and underscores.</source>
        <translation>Come si chiamano la run e la sua cartella: lettere, cifre, punti, trattini e trattini bassi.</translation>
    </message>
    <message>
        <source>Whether each epoch draws as many real as generated faces, and as many of each family.</source>
        <translation>Se ogni epoca estrae tanti volti reali quanti generati, e altrettanti di ciascuna famiglia.</translation>
    </message>
    <message>
        <source>Whether errors on rare classes count more: fully, by the square root, or not.</source>
        <translation>Se gli errori sulle classi rare contano di più: del tutto, secondo la radice quadrata, o no.</translation>
    </message>
    <message>
        <source>Whether the learning rate stays as it is or falls to zero along a cosine.</source>
        <translation>Se il tasso di apprendimento resta com’è o scende a zero lungo un coseno.</translation>
    </message>
    <message>
        <source>Whether the weights of a trained segmenter are used, and whether its ASPP and decoder stay frozen.</source>
        <translation>Se si riprendono i pesi di un segmentatore addestrato, e se ASPP e decoder restano come sono.</translation>
    </message>
    <message>
        <source>Whether the whole transformer is fine-tuned, its normalisations, some blocks, or only the head.</source>
        <translation>Se si riaddestra l’intero transformer, le sue normalizzazioni, alcuni blocchi o soltanto la testa.</translation>
    </message>
    <message>
        <source>Which epoch&apos;s weights are kept: the best on the validation images, or the last.</source>
        <translation>Di quale epoca si conservano i pesi: la migliore sulle immagini di validazione, o l’ultima.</translation>
    </message>
    <message>
        <source>Whole backbone, two-class head</source>
        <translation>Backbone intera, testa a due classi</translation>
    </message>
    <message>
        <source>Xception</source>
        <translation>Xception</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Fast analysis: the ViT detector was left out.</source>
        <translation>Analisi rapida: il rilevatore ViT è stato escluso.</translation>
    </message>
    <message>
        <source>A detector that the fused score weighs failed on this face; the verdict is made of the two classifiers alone.</source>
        <translation>Un rilevatore che pesa nel punteggio fuso non ha funzionato su questo volto; il verdetto si basa soltanto sui due classificatori.</translation>
    </message>
    <message>
        <source>Too blurred for the verdict &quot;generated&quot;: without the ViT detector, which takes blurred photos for generated faces, the fused score would be too low; use a sharper original.</source>
        <translation>Troppo sfocata per il verdetto «generato»: senza il rilevatore ViT, che scambia le foto sfocate per volti generati, il punteggio fuso sarebbe troppo basso; usare un originale più nitido.</translation>
    </message>
    <message>
        <source>The picture is CMYK without a colour profile, so that its colours are approximate.</source>
        <translation>L’immagine è CMYK senza profilo colore, perciò i suoi colori sono approssimativi.</translation>
    </message>
    <message>
        <source>The picture has transparent parts, which are laid over black.</source>
        <translation>L’immagine ha parti trasparenti, che vengono poste su fondo nero.</translation>
    </message>
    <message>
        <source>The BMP file&apos;s alpha is zero everywhere, as in files that do not use it, and was ignored.</source>
        <translation>L’alfa del file BMP è zero ovunque, come nei file che non lo usano, ed è stato ignorato.</translation>
    </message>
    <message>
        <source>Fewer than two groups have {least} images to compare false alarms on.</source>
        <translation>Meno di due gruppi hanno {least} immagini su cui confrontare i falsi allarmi.</translation>
    </message>
    <message>
        <source>Fewer than two groups have {least} images to compare misses on.</source>
        <translation>Meno di due gruppi hanno {least} immagini su cui confrontare i mancati riconoscimenti.</translation>
    </message>
    <message>
        <source>The groups that can be compared do not differ in false alarms.</source>
        <translation>I gruppi confrontabili non differiscono nei falsi allarmi.</translation>
    </message>
    <message>
        <source>The groups that can be compared do not differ in misses.</source>
        <translation>I gruppi confrontabili non differiscono nei mancati riconoscimenti.</translation>
    </message>
    <message>
        <source>Largest gap in false alarms: {high} {points:.1f} points above {low} ({p}, {sure}).</source>
        <translation>Massimo divario nei falsi allarmi: {high} {points:.1f} punti sopra {low} ({p}, {sure}).</translation>
    </message>
    <message>
        <source>Largest gap in misses: {high} {points:.1f} points above {low} ({p}, {sure}).</source>
        <translation>Massimo divario nei mancati riconoscimenti: {high} {points:.1f} punti sopra {low} ({p}, {sure}).</translation>
    </message>
    <message>
        <source>Groups come from different sources and generators, so that a gap may be one of the sources and not of the people.</source>
        <translation>I gruppi provengono da fonti e generatori diversi: un divario può dipendere dalle fonti e non dalle persone.</translation>
    </message>
    <message>
        <source>p &lt; 0.001</source>
        <translation>p &lt; 0,001</translation>
    </message>
    <message>
        <source>p = {p:.3f}</source>
        <translation>p = {p:.3f}</translation>
    </message>
    <message>
        <source>more than chance</source>
        <translation>più che per caso</translation>
    </message>
    <message>
        <source>not more than chance</source>
        <translation>non più che per caso</translation>
    </message>
</context>
</TS>
