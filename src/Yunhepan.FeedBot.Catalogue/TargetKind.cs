namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The kinds of targets; each is served by one platform of the Chat project.</summary>
public enum TargetKind
{
    /// <summary>A server of the Apprise API, which passes messages on to the services that it is set up for.</summary>
    Apprise,

    /// <summary>The Bark app on an iPhone or iPad.</summary>
    Bark,

    /// <summary>A custom robot of a DingTalk group.</summary>
    DingTalk,

    /// <summary>A webhook of a Discord channel or thread.</summary>
    Discord,

    /// <summary>A custom bot of a Feishu group.</summary>
    Feishu,

    /// <summary>An application of a Gotify server.</summary>
    Gotify,

    /// <summary>A custom bot of a Lark group, which is Feishu outside of China.</summary>
    Lark,

    /// <summary>A mailbox, through the server of the settings <c>Mail</c>.</summary>
    Mail,

    /// <summary>An account of a Mastodon server.</summary>
    Mastodon,

    /// <summary>A room of Matrix.</summary>
    Matrix,

    /// <summary>A topic of an ntfy server.</summary>
    Ntfy,

    /// <summary>An incoming webhook of a Slack channel.</summary>
    Slack,

    /// <summary>Any HTTP address that accepts JSON, signed as Standard Webhooks specifies.</summary>
    Webhook,

    /// <summary>A robot of a WeCom group.</summary>
    WeCom,
}
