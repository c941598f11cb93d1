using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The words about how messages look, in one language.</summary>
internal sealed partial record FormatTexts
{
    public required string Description { get; init; }

    /// <summary>The button among the settings.</summary>
    public required string Button { get; init; }

    /// <summary>The authors of an article.</summary>
    public required Func<string, string> Authors { get; init; }

    public required string Title { get; init; }

    public required Func<string, string> TitleOf { get; init; }

    /// <summary>Says that a topic looks like all others.</summary>
    public required string AsChat { get; init; }

    public required Func<TextAmount, string> Text { get; init; }

    public required Func<LinkPreview, string> Preview { get; init; }

    public required Func<PictureAmount, string> Pictures { get; init; }

    // The names of the settings, before what is chosen.
    public required string TextName { get; init; }

    public required string PreviewName { get; init; }

    public required string PicturesName { get; init; }

    public required string AuthorsName { get; init; }

    public required string SourceName { get; init; }

    public required string CategoriesName { get; init; }

    public required string LengthName { get; init; }

    public required string SoundName { get; init; }

    public required string On { get; init; }

    public required string Off { get; init; }

    /// <summary>The line of the source in full, and with names alone.</summary>
    public required Func<bool, string> Source { get; init; }

    /// <summary>The most characters of a text; null: no limit.</summary>
    public required Func<int?, string> Length { get; init; }

    public required string Colon { get; init; }

    // What is left out.
    public required Func<string, string> LeftOut { get; init; }

    public required string TheText { get; init; }

    public required Func<int, string> TheTextBeyond { get; init; }

    public required string ThePictures { get; init; }

    public required string TheCategories { get; init; }

    public required string UrgentWhole { get; init; }

    /// <summary>Urgent alerts look like this too, and lose these things.</summary>
    public required Func<string, string> UrgentLoses { get; init; }

    public required string UrgentAlike { get; init; }

    /// <summary>Asks whether urgent alerts may lose these things.</summary>
    public required Func<string, string> UrgentQuestion { get; init; }

    public required string UrgentYes { get; init; }

    public required string UrgentNo { get; init; }

    public required string UrgentToo { get; init; }

    public required string UrgentNotToo { get; init; }

    /// <summary>More is left out than the reader has agreed to, so urgent alerts are whole again.</summary>
    public required string UrgentWholeAgain { get; init; }

    /// <summary>The description and telephone of a person, in an urgent alert.</summary>
    public required string Person { get; init; }

    public required Func<int, string> PersonBeyond { get; init; }

    public required string Photo { get; init; }

    // The preview.
    public required string LooksLike { get; init; }

    public required string SampleTitle { get; init; }

    public required string SampleText { get; init; }

    public required string SampleSource { get; init; }

    public required string SampleAuthor { get; init; }

    public required string SampleCategory { get; init; }

    public required string SamplePicture { get; init; }

    public required string NoPreviewsHere { get; init; }

    // Templates.
    public required string TemplateButton { get; init; }

    public required string NoTemplateButton { get; init; }

    public required string TemplateOn { get; init; }

    public required string TemplateQuestion { get; init; }

    public required string TemplateTooLong { get; init; }

    public required string TemplateNone { get; init; }

    /// <summary>The line and the column of a fault, and what it is in the parser's words.</summary>
    public required Func<int, int, string, string> TemplateFault { get; init; }

    // Buttons and answers.
    public required string ResetButton { get; init; }

    public required string AsChatButton { get; init; }

    public required string TopicsButton { get; init; }

    public required string AllButton { get; init; }

    public required string WhichTopic { get; init; }

    /// <summary>These words, which are quoted, are no settings.</summary>
    public required Func<string, string> Unclear { get; init; }

    public required string Reset { get; init; }

    public static FormatTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);
}
