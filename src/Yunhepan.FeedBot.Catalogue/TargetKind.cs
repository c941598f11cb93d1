namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The kinds of targets; each is served by one platform of the chat room.</summary>
public enum TargetKind
{
    /// <summary>Any HTTP address that takes JSON, signed as Standard Webhooks says.</summary>
    Webhook,
}
