namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>What looks wrong about a source.</summary>
public enum SuspicionKind
{
    /// <summary>Its document contradicts what is known of the source and is held back.</summary>
    Document = 0,

    /// <summary>The server sent another document in place of its own: a challenge, a login, an error page.</summary>
    StandIn = 1,

    /// <summary>Its document lists no articles yet.</summary>
    Empty = 2,

    /// <summary>It answers but has published nothing for far longer than usual.</summary>
    Silence = 3,
}
