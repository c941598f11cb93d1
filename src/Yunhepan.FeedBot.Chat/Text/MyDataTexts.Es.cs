namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record MyDataTexts
{
    public static MyDataTexts Es { get; } = new()
    {
        Description = "Los datos que se guardan de ti: en un archivo, o borrarlos",
        Given = "Este archivo contiene todo lo que este servicio guarda de este chat: los ajustes, lo que sigues, qué mensajes se enviaron "
            + "(números y horas, sin textos), las fuentes que has añadido, tus preguntas y, en el chat web, la conversación.",
        EraseButton = "🗑 Borrar todo…",
        Question = "¿Borrar todo lo que se guarda de este chat? Lo que sigues, los ajustes, los registros y el feed privado desaparecen al "
            + "momento y para siempre, y no llegará ningún mensaje más.\nPara confirmar, pulsa el botón.",
        OrByWord = " O responde con la palabra borrar.",
        Yes = "🗑 Borrarlo todo",
        No = "Conservarlo",
        Kept = "No he borrado nada.",
        Erased = "Todo está borrado: aquí ya no se guarda nada de este chat. Los mensajes del propio chat puedes borrarlos tú. "
            + "Si vuelves a escribir, empiezas de cero.",
        DownloadButton = "Descargar mis datos",
    };
}
