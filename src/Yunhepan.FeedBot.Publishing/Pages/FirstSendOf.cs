namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>
/// Returns when chats were first told of an article; null if none was, as far as it is known. Who sends the alerts registers it;
/// without it no page says so.
/// </summary>
public delegate Task<DateTimeOffset?> FirstSendOf(long articleId, CancellationToken cancellationToken);
