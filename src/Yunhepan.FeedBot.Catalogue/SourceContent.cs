namespace Yunhepan.FeedBot.Catalogue;

/// <summary>Where the text of a source's articles comes from.</summary>
public enum SourceContent
{
    /// <summary>The article page is read if the source gives no full text.</summary>
    Full,

    /// <summary>The text that the source gives is enough.</summary>
    Summary,
}
