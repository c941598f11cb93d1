using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record FormatTexts
{
    public static FormatTexts En { get; } = new()
    {
        Description = "How messages look, such as short or whole, pictures, preview: /format compact",
        Button = "🎨 Format",
        Authors = names => $"By {names}",
        Title = "How messages look",
        TitleOf = name => $"How messages about {name} look",
        AsChat = "It looks like your other topics. What you change here is for this topic alone.",
        Text = amount => amount switch
        {
            TextAmount.Compact => "Compact",
            TextAmount.Standard => "Standard",
            TextAmount.Full => "Full text",
            _ => throw new System.Diagnostics.UnreachableException($"no amount {amount}"),
        },
        Preview = place => place switch
        {
            LinkPreview.Above => "above",
            LinkPreview.Below => "below",
            LinkPreview.Off => "off",
            _ => throw new System.Diagnostics.UnreachableException($"no place {place}"),
        },
        Pictures = amount => amount switch
        {
            PictureAmount.None => "none",
            PictureAmount.One => "one",
            PictureAmount.Album => "album",
            _ => throw new System.Diagnostics.UnreachableException($"no amount {amount}"),
        },
        TextName = "Text",
        PreviewName = "Preview",
        PicturesName = "Pictures",
        AuthorsName = "Author",
        SourceName = "Source",
        CategoriesName = "Categories",
        LengthName = "Length",
        SoundName = "Sound",
        On = "on",
        Off = "off",
        Source = brief => brief ? "names only" : "in full",
        Length = limit => limit is { } most ? $"{most} characters" : "no limit",
        Colon = ": ",
        LeftOut = what => $"✂️ Left out: {what}",
        TheText = "the text",
        TheTextBeyond = most => $"the text beyond {most} characters",
        ThePictures = "pictures",
        TheCategories = "categories",
        UrgentWhole = "🚨 Urgent alerts, such as missing persons, are not affected: they come whole, with their picture.",
        UrgentLoses = what => $"⚠️ Urgent alerts, such as missing persons, look like this too, without {what}.",
        UrgentAlike = "🚨 Urgent alerts look like this too. Their text and picture are not left out.",
        UrgentQuestion = what =>
            $"If urgent alerts, such as missing persons, look like this too, you will not see {what}. That is often what people are "
            + "recognised by. Are you sure?",
        UrgentYes = "Yes, urgent ones too",
        UrgentNo = "No, urgent ones whole",
        UrgentToo = "Urgent ones too",
        UrgentNotToo = "Urgent ones whole",
        UrgentWholeAgain = "This leaves out more than you agreed to, so urgent alerts come whole again.",
        Person = "the text (looks, clothes, place, telephone)",
        PersonBeyond = most => $"the text beyond {most} characters (the telephone often comes last)",
        Photo = "the picture",
        LooksLike = "👇 An ordinary message looks like this:",
        SampleTitle = "(Example) Water off in three streets north of the old town on Saturday",
        SampleText = "Three streets north of the old town have no water from eight to twelve on Saturday, while pipes are repaired. Please "
            + "store some in time.\nThe water line answers questions. The water may be brown for some minutes then: please let it run.",
        SampleSource = "Example News",
        SampleAuthor = "A. Reporter",
        SampleCategory = "Water and power",
        SamplePicture = "🖼 (a picture)",
        NoPreviewsHere = "Messages here have no link preview, so that setting changes nothing here.",
        TemplateButton = "📐 My own template…",
        NoTemplateButton = "✕ No template",
        TemplateOn = "Template: yes",
        TemplateQuestion = "Send me the template, in Liquid, of at most 900 characters. For example:\n{{ title | bold }}\n"
            + "{{ text | truncate: 200 }}\n{{ source }} {{ published }}\n\nThere are title, summary, text, source, authors, "
            + "categories, url, published, urgent; the styles bold, italic and link: url; and if and for. Marks "
            + "such as corrected or withdrawn, and the source, are always added.",
        TemplateTooLong = "The template has more than 900 characters, so nothing was changed.",
        TemplateNone = "There is no {{ … }} in it, so it is no template and nothing was changed. For example: {{ title | bold }}",
        TemplateFault = (line, column, what) =>
            $"There is a fault in line {line}, column {column} of the template, so nothing was changed: {what}",
        ResetButton = "Back to usual",
        AsChatButton = "Like my other topics",
        TopicsButton = "One topic alone ›",
        AllButton = "‹ All topics",
        WhichTopic = "Which topic shall look different?",
        Unclear = words =>
            $"I do not understand {words}, so nothing was changed. Write /format compact, /format full, /format preview above, "
            + "/format pictures one, /format author on, /format source names, /format categories off, /format length 300, "
            + "/format sound off, /format usual; for one topic alone, /format education compact.",
        Reset = "Messages look as usual again.",
    };
}
