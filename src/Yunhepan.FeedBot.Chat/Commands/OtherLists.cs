using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Shows the lists of a page in turn, so that a person can follow the one that they mean.</summary>
internal sealed class OtherLists(LookAtLists look, AddedSourceDesk desk, SourceFollowing following, ChatSettings settings)
{
    private const string Before = " · ";

    /// <summary>Returns the card of the list after the one that was shown.</summary>
    public async Task<CommandReply> NextAsync(Subscriber chat, AddedSource shown, CancellationToken cancellationToken)
    {
        var lists = await look(shown.Url, cancellationToken);
        var after = lists.Index().FirstOrDefault(l => l.Item.Items == shown.Items, (Index: -1, Item: null!)).Index + 1;
        // What the engine found may be one of them.
        if (lists.Skip(after).Concat(lists.Take(after)).FirstOrDefault(l => l.Items != shown.Items && !IsShown(l, shown)) is not { } next)
            return CommandReply.Say(ChatTexts.For(chat.Language).OfSources.NoOtherList);
        var page = shown.Items is not null && shown.Name.LastIndexOf(Before, StringComparison.Ordinal) is > 0 and var end
            ? shown.Name[..end] : shown.Name;
        var named = next with { Title = next.Title is null ? page : page + Before + next.Title };
        var offers = await desk.OfferAsync(chat, [named], cancellationToken);
        return AddedSourceCard.Show(chat.Language, [named], offers, settings.ClockOf(chat), following.Asks(chat));
    }

    private static bool IsShown(FoundSource list, AddedSource shown) =>
        shown.Items is null && list.Newest.Select(n => n.Title).SequenceEqual(shown.Newest);
}
