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
        <source>Verdict</source>
        <translation>Esito</translation>
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
        <source>Filter by name</source>
        <translation>Filtra per nome</translation>
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
        <source>No plausible face found: something like skin is there, but not eyes, nose and mouth in the places of a face; use a picture that shows an upright face from the front or half side.</source>
        <translation>Nessun volto plausibile trovato: c’è qualcosa di simile alla pelle, ma non occhi, naso e bocca nei posti di un volto; usare un’immagine che mostri un volto diritto, di fronte o di tre quarti.</translation>
    </message>
    <message>
        <source>No plausible face found: the whole picture was taken for a head; use a picture that shows some surroundings.</source>
        <translation>Nessun volto plausibile trovato: l’intera immagine è stata presa per una testa; usare un’immagine che mostri anche ciò che sta intorno.</translation>
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
        <source>The file is a PDF document, which is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF or PPM file.</source>
        <translation>Il file è un documento PDF, che non è un’immagine leggibile da questo programma; convertirne una copia in un file JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF o PPM, o sceglierne uno.</translation>
    </message>
    <message>
        <source>The file is a PostScript file, which is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF or PPM file.</source>
        <translation>Il file è un file PostScript, che non è un’immagine leggibile da questo programma; convertirne una copia in un file JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF o PPM, o sceglierne uno.</translation>
    </message>
    <message>
        <source>The file is a Photoshop document, which is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF or PPM file.</source>
        <translation>Il file è un documento Photoshop, che non è un’immagine leggibile da questo programma; convertirne una copia in un file JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF o PPM, o sceglierne uno.</translation>
    </message>
    <message>
        <source>The file is a ZIP archive or office document, which is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF or PPM file.</source>
        <translation>Il file è un archivio ZIP o un documento d’ufficio, che non è un’immagine leggibile da questo programma; convertirne una copia in un file JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF o PPM, o sceglierne uno.</translation>
    </message>
    <message>
        <source>The file is a HEIC photograph, which is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF or PPM file.</source>
        <translation>Il file è una fotografia HEIC, che non è un’immagine leggibile da questo programma; convertirne una copia in un file JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF o PPM, o sceglierne uno.</translation>
    </message>
    <message>
        <source>The file is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF or PPM file.</source>
        <translation>Il file non è un’immagine leggibile da questo programma; convertirne una copia in un file JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF o PPM, o sceglierne uno.</translation>
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
        <source>The sample image needs scikit-image, which is not installed; install it or open an image of your own.</source>
        <translation>L’immagine di esempio richiede scikit-image, che non è installato; installarlo o aprire un’immagine propria.</translation>
    </message>
    <message>
        <source>This image could not be read, so there are no views to export.</source>
        <translation>Non è stato possibile leggere questa immagine, quindi non ci sono viste da esportare.</translation>
    </message>
    <message>
        <source>Another window is recording a decision on this image; try again in a moment.</source>
        <translation>Un’altra finestra sta registrando una decisione su questa immagine; riprovare tra un momento.</translation>
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
        <source>the certificate is in force at the time stamped or now</source>
        <translation>il certificato è in vigore alla data della marca temporale o adesso</translation>
    </message>
    <message>
        <source>the certificate is not in force at the time stamped or now</source>
        <translation>il certificato non è in vigore alla data della marca temporale o adesso</translation>
    </message>
    <message>
        <source>the signature does not fit the claim</source>
        <translation>la firma non corrisponde alla dichiarazione (claim)</translation>
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
        <source>the signer&apos;s certificate had expired</source>
        <translation>il certificato del firmatario era scaduto</translation>
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
        <source>the file was changed after it was signed</source>
        <translation>il file è stato cambiato dopo la firma</translation>
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
        <source>{work}…</source>
        <translation>{work}…</translation>
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
        <source>Details of the error</source>
        <translation>Dettagli dell’errore</translation>
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
        <source>No traces of a generator in the metadata, which proves nothing.</source>
        <translation>Nessuna traccia di un generatore nei metadati, il che non prova nulla.</translation>
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
        <source>{outcome}, an ingredient: {words} ({code})</source>
        <translation>{outcome}, un ingrediente: {words} ({code})</translation>
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

The image is compressed as JPEG, reduced and blurred, as happens when it is posted again. Each changed image is judged anew, from the search for the face to both scores.</source>
        <translation>Prova non ancora eseguita.

L’immagine viene compressa in JPEG, ridotta e sfocata, come accade quando la si ripubblica. Ogni immagine alterata viene giudicata da capo, dalla ricerca del volto fino a entrambi i punteggi.</translation>
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
        <source>Support: {support}</source>
        <translation>Supporto: {support}</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Motivo: {reason}</translation>
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
</context>
</TS>
