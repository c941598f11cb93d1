using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Publishing.Feeds;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>Supplies private feeds with the subscriptions of chats; no other place depends on both.</summary>
internal sealed class PrivateFeeds(ChatSubscriptionReader subscriptions) : IPrivateFeeds
{
    private static readonly LocalisedName Title = new("我的关注", "My topics") { Ja = "フォロー中", Es = "Mis temas" };

    public async Task<PrivateFeed?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await subscriptions.FindAsync(token, cancellationToken) is not { } chat)
            return null;
        return new PrivateFeed
        {
            Id = $"chat-{chat.Chat}",
            Title = Title.For(chat.Language),
            Version = chat.Version,
            Subscriptions = [.. chat.Subscriptions.Select(s => new PrivateFeedSubscription(s.Filter, Phrase(s.Word), s.Accepts))],
        };
    }

    // The words of a phrase must occur together.
    private static string? Phrase(string? word) => word?.Contains(' ', StringComparison.Ordinal) == true ? $"\"{word}\"" : word;
}
