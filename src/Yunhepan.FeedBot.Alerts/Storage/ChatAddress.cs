namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>The address of a chat.</summary>
/// <param name="Platform">The platform: <c>telegram</c>, <c>web</c>…</param>
/// <param name="Account">The bot account that serves the chat; each account has one lane.</param>
/// <param name="ChatId">The platform's own id of the chat.</param>
/// <param name="ThreadId">The forum topic, on platforms that have them.</param>
public sealed record ChatAddress(string Platform, string Account, string ChatId, string? ThreadId = null);
