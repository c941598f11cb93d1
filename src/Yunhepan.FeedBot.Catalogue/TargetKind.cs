namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The kinds of targets; each is served by one platform of the Chat project.</summary>
public enum TargetKind
{
    /// <summary>Any HTTP address that accepts JSON, signed as Standard Webhooks specifies.</summary>
    Webhook,
}
