using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.Catalogue;

/// <summary>How much of an article's text a message shows.</summary>
public enum TextAmount
{
    /// <summary>The first sentence or two.</summary>
    Standard = 0,

    /// <summary>Only the title.</summary>
    Compact = 1,

    /// <summary>The whole text.</summary>
    Full = 2,
}

/// <summary>Where the platform's preview of the article's page stands.</summary>
public enum LinkPreview
{
    Below = 0,
    Above = 1,
    Off = 2,
}

public enum PictureAmount
{
    None = 0,
    One = 1,

    /// <summary>All pictures, as far as the platform takes them.</summary>
    Album = 2,
}

/// <summary>
/// How a chat, or one of its subscriptions, wants its messages to look. A setting that is null is as usual on the platform.
/// </summary>
public sealed record MessageFormat
{
    public static MessageFormat Usual { get; } = new();

    public TextAmount? Text { get; init; }

    public LinkPreview? Preview { get; init; }

    public PictureAmount? Pictures { get; init; }

    /// <summary>True if the authors are named; usually they are not.</summary>
    public bool? Authors { get; init; }

    /// <summary>True if the line of the source has only names: those always stay.</summary>
    public bool? OnlyNames { get; init; }

    /// <summary>False if the categories are left out.</summary>
    public bool? Categories { get; init; }

    /// <summary>The most characters of the text.</summary>
    public int? Length { get; init; }

    /// <summary>A template in Liquid, which replaces the title and the text.</summary>
    public string? Template { get; init; }

    /// <summary>True if the template shows the text of the article.</summary>
    public bool? TemplateHasText { get; init; }

    /// <summary>
    /// True if the reader has chosen it for urgent alerts too. Otherwise these are shown whole, whatever the format leaves out.
    /// </summary>
    public bool? AlsoUrgent { get; init; }

    /// <summary>True if a reader does not see the description of a person, or what a warning says.</summary>
    [JsonIgnore]
    public bool LosesText => Template is not null ? TemplateHasText != true : Text == TextAmount.Compact || Length is not null;

    [JsonIgnore]
    public bool LosesPicture => Pictures == PictureAmount.None;

    /// <summary>True if a reader does not see when it was published, and what else stands beside the names of the source.</summary>
    [JsonIgnore]
    public bool LosesTime => OnlyNames == true;

    /// <summary>True if it leaves out something that the other one shows.</summary>
    public bool LosesMoreThan(MessageFormat other) =>
        (LosesPicture && !other.LosesPicture) || (LosesTime && !other.LosesTime)
        || (LosesText && (!other.LosesText || Template != other.Template || Length < (other.Length ?? int.MaxValue)
            || (Text == TextAmount.Compact && other.Text != TextAmount.Compact)));

    /// <summary>Returns the format with the text, the picture and the time, whatever it leaves out.</summary>
    public MessageFormat Whole() => this with
    {
        Text = Text == TextAmount.Full ? Text : null,
        Length = null,
        Template = null,
        TemplateHasText = null,
        Pictures = Pictures == PictureAmount.None ? null : Pictures,
        OnlyNames = null,
        Categories = null,
        Preview = null,
    };
}
