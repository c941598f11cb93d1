namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Where a chat is.</summary>
/// <param name="Platform"><c>telegram</c>, <c>web</c>…</param>
/// <param name="Account">The bot account that serves it; a lane belongs to one account.</param>
/// <param name="ChatId">The platform's own id.</param>
/// <param name="ThreadId">Forum topic, where the platform has them.</param>
public sealed record ChatAddress(string Platform, string Account, string ChatId, string? ThreadId = null);
