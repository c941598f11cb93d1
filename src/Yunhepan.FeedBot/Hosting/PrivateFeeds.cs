using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Publishing.Feeds;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>Supplies private feeds with the subscriptions of chats; no other place depends on both.</summary>
internal sealed class PrivateFeeds(ChatSubscriptionReader subscriptions) : IPrivateFeeds
{
    public async Task<PrivateFeed?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await subscriptions.FindAsync(token, cancellationToken) is not { } chat)
            return null;
        return new PrivateFeed
        {
            Id = $"chat-{chat.Chat}",
            Title = chat.Language == "en" ? "My topics" : "我的关注",
            Version = chat.Version,
            Subscriptions = [.. chat.Subscriptions.Select(s => new PrivateFeedSubscription(s.Filter, Phrase(s.Word), s.Accepts))],
        };
    }

    // The words of a phrase must occur together.
    private static string? Phrase(string? word) => word?.Contains(' ', StringComparison.Ordinal) == true ? $"\"{word}\"" : word;
}
