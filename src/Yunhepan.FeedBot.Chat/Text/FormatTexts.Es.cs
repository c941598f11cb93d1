using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record FormatTexts
{
    public static FormatTexts Es { get; } = new()
    {
        Description = "Cómo se ven los mensajes (cortos o completos, imágenes, vista previa): /format compact",
        Button = "🎨 Formato",
        Authors = names => $"Por {names}",
        Title = "Cómo se ven los mensajes",
        TitleOf = name => $"Cómo se ven los mensajes de “{name}”",
        AsChat = "Se ve como tus otros temas. Lo que cambies aquí vale solo para este tema.",
        Text = amount => amount switch
        {
            TextAmount.Compact => "Corto",
            TextAmount.Standard => "Normal",
            TextAmount.Full => "Texto completo",
            _ => throw new System.Diagnostics.UnreachableException($"no amount {amount}"),
        },
        Preview = place => place switch
        {
            LinkPreview.Above => "arriba",
            LinkPreview.Below => "abajo",
            LinkPreview.Off => "sin vista previa",
            _ => throw new System.Diagnostics.UnreachableException($"no place {place}"),
        },
        Pictures = amount => amount switch
        {
            PictureAmount.None => "ninguna",
            PictureAmount.One => "una",
            PictureAmount.Album => "álbum",
            _ => throw new System.Diagnostics.UnreachableException($"no amount {amount}"),
        },
        TextName = "Texto",
        PreviewName = "Vista previa",
        PicturesName = "Imágenes",
        AuthorsName = "Autor",
        SourceName = "Fuente",
        CategoriesName = "Categorías",
        LengthName = "Longitud",
        SoundName = "Sonido",
        On = "sí",
        Off = "no",
        Source = brief => brief ? "solo nombres" : "completa",
        Length = limit => limit is { } most ? $"{most} caracteres" : "sin límite",
        Colon = ": ",
        LeftOut = what => $"✂️ Se omite: {what}",
        TheText = "el texto",
        TheTextBeyond = most => $"el texto a partir de {most} caracteres",
        ThePictures = "las imágenes",
        TheCategories = "las categorías",
        UrgentWhole = "🚨 Las alertas urgentes, como las de personas desaparecidas, no cambian: llegan completas y con su foto.",
        UrgentLoses = what => $"⚠️ Las alertas urgentes, como las de personas desaparecidas, también se ven así, sin {what}.",
        UrgentAlike = "🚨 Las alertas urgentes también se ven así. No se omiten ni su texto ni su foto.",
        UrgentQuestion = what => $"Si las alertas urgentes, como las de personas desaparecidas, también se ven así, no verás {what}. "
            + "A menudo es justo lo que permite reconocer a alguien. ¿Seguro?",
        UrgentYes = "Sí, también lo urgente",
        UrgentNo = "No, lo urgente completo",
        UrgentToo = "También lo urgente",
        UrgentNotToo = "Lo urgente, completo",
        UrgentWholeAgain = "Esto omite más de lo que aceptaste, así que las alertas urgentes vuelven a llegar completas.",
        Person = "el texto (aspecto, ropa, lugar, teléfono)",
        PersonBeyond = most => $"el texto a partir de {most} caracteres (el teléfono suele ir al final)",
        Photo = "la foto",
        LooksLike = "👇 Un mensaje normal se ve así:",
        SampleTitle = "(Ejemplo) El sábado, tres calles al norte del centro sin agua",
        SampleText = "Tres calles al norte del centro no tendrán agua el sábado de ocho a doce por la reparación de las tuberías. Guarda "
            + "agua con tiempo.\nEl teléfono del agua atiende consultas. Después, el agua puede salir turbia unos minutos: déjala correr.",
        SampleSource = "Noticias de Ejemplo",
        SampleAuthor = "Redacción de Ejemplo",
        SampleCategory = "Agua y luz",
        SamplePicture = "🖼 (una imagen)",
        NoPreviewsHere = "Aquí los mensajes no tienen vista previa del enlace, así que ese ajuste no cambia nada.",
        TemplateButton = "📐 Mi propia plantilla…",
        NoTemplateButton = "✕ Sin plantilla",
        TemplateOn = "Plantilla: sí",
        TemplateQuestion = "Envíame la plantilla, en Liquid, de 900 caracteres como máximo. Por ejemplo:\n{{ title | bold }}\n"
            + "{{ text | truncate: 200 }}\n{{ source }} {{ published }}\n\nHay title, summary, text, source, authors, categories, url, "
            + "published y urgent; los estilos bold, italic y link: url; y también if y for. Las marcas, como corrección o retirado, y la "
            + "fuente se añaden siempre.",
        TemplateTooLong = "La plantilla tiene más de 900 caracteres, así que no he cambiado nada.",
        TemplateNone = "No contiene {{ … }}, así que no es una plantilla y no he cambiado nada. Por ejemplo: {{ title | bold }}",
        TemplateFault = (line, column, what) =>
            $"La plantilla tiene un error en la línea {line}, columna {column}, así que no he cambiado nada: {what}",
        ResetButton = "Volver a lo normal",
        AsChatButton = "Como mis otros temas",
        TopicsButton = "Solo un tema ›",
        AllButton = "‹ Todos los temas",
        WhichTopic = "¿Qué tema debe verse distinto?",
        Unclear = words => $"No entiendo {words}, así que no he cambiado nada. Escribe /format compact, /format full, "
            + "/format preview above, /format pictures one, /format author on, /format source names, /format categories off, "
            + "/format length 300, /format sound off o /format usual; para un solo tema, /format educación compact.",
        Reset = "Los mensajes vuelven a verse como siempre.",
    };
}
