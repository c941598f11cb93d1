namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The kinds of targets; each is served by one platform of the Chat project.</summary>
public enum TargetKind
{
    /// <summary>A server of the Apprise API, which passes messages on to the services that it is set up for.</summary>
    Apprise,

    /// <summary>The Bark app on an iPhone or iPad.</summary>
    Bark,

    /// <summary>An application of a Gotify server.</summary>
    Gotify,

    /// <summary>An account of a Mastodon server.</summary>
    Mastodon,

    /// <summary>A room of Matrix.</summary>
    Matrix,

    /// <summary>A topic of an ntfy server.</summary>
    Ntfy,

    /// <summary>Any HTTP address that accepts JSON, signed as Standard Webhooks specifies.</summary>
    Webhook,
}
