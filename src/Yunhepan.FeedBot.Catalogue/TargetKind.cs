namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The kinds of targets; each is served by one platform of the Chat project.</summary>
public enum TargetKind
{
    /// <summary>A custom robot of a DingTalk group.</summary>
    DingTalk,

    /// <summary>A webhook of a Discord channel or thread.</summary>
    Discord,

    /// <summary>A custom bot of a Feishu group.</summary>
    Feishu,

    /// <summary>A custom bot of a Lark group, which is Feishu outside of China.</summary>
    Lark,

    /// <summary>An incoming webhook of a Slack channel.</summary>
    Slack,

    /// <summary>A robot of a WeCom group.</summary>
    WeCom,

    /// <summary>Any HTTP address that accepts JSON, signed as Standard Webhooks specifies.</summary>
    Webhook,
}
