namespace Yunhepan.FeedBot.Catalogue;

/// <summary>Where the text of a source's articles comes from.</summary>
public enum SourceContent
{
    /// <summary>The article page is read where the source itself gives no full text.</summary>
    Full,

    /// <summary>What the source itself says is enough.</summary>
    Summary,
}
