namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>What an identity is derived from. <see cref="ArticleIdentity"/> alone knows how each kind is stored.</summary>
public enum IdentityKind
{
    /// <summary>The guid that the source gave to the item.</summary>
    StatedGuid,

    /// <summary>The canonical link of the item.</summary>
    Link,

    /// <summary>The fragment of the item on a page that it shares with others.</summary>
    Place,

    /// <summary>A hash of title and text.</summary>
    Content,
}
