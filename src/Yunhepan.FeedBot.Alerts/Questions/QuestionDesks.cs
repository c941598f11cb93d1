using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>
/// Finds who answers for a publisher: its own desk in feeds.json, that of the nearest publisher above it that has one, or the operators.
/// Scoped, like its context.
/// </summary>
public sealed class QuestionDesks(AlertsDb db, CurrentCatalogue catalogue, IOptions<QuestionOptions> options)
{
    /// <summary>The desk of the operators.</summary>
    public const string Operators = "";

    /// <summary>Returns true if anybody answers here, so that asking is offered.</summary>
    public static bool ArePresent(SourceCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return catalogue.Operators.Count > 0 || catalogue.Publishers.Any(p => p.Desk.Count > 0);
    }

    /// <summary>Returns true if the chat answers for the publisher, at any level.</summary>
    public bool Answers(Subscriber chat, string? publisherId)
    {
        ArgumentNullException.ThrowIfNull(chat);
        var own = new OperatorChat(chat.Platform, chat.ChatId);
        return options.Value.DutyChats.Contains(own) || ChainOf(publisherId).Any(desk => ChatsOf(desk).Contains(own));
    }

    /// <summary>Returns the nearest desk for which the chat answers; null if there is none.</summary>
    public string? DeskOf(Subscriber chat, string? publisherId)
    {
        ArgumentNullException.ThrowIfNull(chat);
        var own = new OperatorChat(chat.Platform, chat.ChatId);
        return ChainOf(publisherId).FirstOrDefault(desk => ChatsOf(desk).Contains(own));
    }

    /// <summary>Returns the nearest desk that can be reached.</summary>
    /// <param name="above">The desk above which it must be; null for none.</param>
    /// <returns>The desk and its chats; null if nobody can be reached.</returns>
    internal async Task<(string DeskId, IReadOnlyList<Subscriber> Chats)?> FindAsync(
        string? publisherId, string? above, CancellationToken cancellationToken)
    {
        IEnumerable<string> chain = ChainOf(publisherId);
        if (above is not null)
            chain = chain.SkipWhile(desk => desk != above).Skip(1);
        foreach (var desk in chain)
        {
            if (await ReachableAsync(ChatsOf(desk), cancellationToken) is { Count: > 0 } chats)
                return (desk, chats);
        }

        return null;
    }

    /// <summary>Returns the chats of one desk that can be reached.</summary>
    internal Task<IReadOnlyList<Subscriber>> ChatsAsync(string deskId, CancellationToken cancellationToken) =>
        ReachableAsync(ChatsOf(deskId), cancellationToken);

    /// <summary>Returns the chats that get what may be a sighting.</summary>
    internal Task<IReadOnlyList<Subscriber>> DutyAsync(CancellationToken cancellationToken) => ReachableAsync(
        options.Value.DutyChats is { Count: > 0 } duty ? duty : catalogue.Catalogue.Operators, cancellationToken);

    // Nearest first, the operators last.
    private List<string> ChainOf(string? publisherId)
    {
        var publishers = catalogue.Catalogue.Publishers;
        List<string> chain = [];
        for (var id = publisherId; id is { Length: > 0 };)
        {
            var publisher = publishers.FirstOrDefault(p => p.Id == id);
            if (publisher is { Desk.Count: > 0 })
                chain.Add(publisher.Id);
            id = publisher?.ParentId;
        }

        chain.Add(Operators);
        return chain;
    }

    private IReadOnlyList<OperatorChat> ChatsOf(string deskId) => deskId.Length == 0 ? catalogue.Catalogue.Operators
        : catalogue.Catalogue.Publishers.FirstOrDefault(p => p.Id == deskId)?.Desk ?? [];

    // A chat that never wrote to the bot cannot be written to.
    private async Task<IReadOnlyList<Subscriber>> ReachableAsync(IReadOnlyList<OperatorChat> named, CancellationToken cancellationToken)
    {
        if (named.Count == 0)
            return [];
        string[] ids = [.. named.Select(n => n.ChatId)];
        var chats = await db.Subscribers.AsNoTracking()
            .Where(s => ids.Contains(s.ChatId) && s.ThreadId == "" && s.State != SubscriberState.Unreachable).OrderBy(s => s.Id)
            .ToListAsync(cancellationToken);
        return [.. chats.Where(s => named.Contains(new OperatorChat(s.Platform, s.ChatId)))];
    }
}
