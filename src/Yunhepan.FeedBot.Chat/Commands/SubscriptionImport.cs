using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Shows what a file of subscriptions holds, with one button to follow all of it.</summary>
internal sealed class SubscriptionImport(
    ReadSubscriptionFile read, SourceImports imports, SourceFollowing following, AddedSourceReview review, SourceNewsSender news,
    SourceLooks looks, IOptions<AddingOptions> options, TimeProvider time)
{
    /// <summary>The largest file that is read.</summary>
    public const int MostBytes = 512 * 1024;

    private const int MostRefusedShown = 8, LongestName = 60;

    /// <summary>Returns true if the name or type of a file is that of a list of subscriptions.</summary>
    public static bool MayBeOne(string? name, string? mediaType) =>
        name?.EndsWith(".opml", StringComparison.OrdinalIgnoreCase) == true
        || name?.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) == true
        || mediaType?.Contains("opml", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Returns true if a text is a list of subscriptions that was pasted.</summary>
    public static bool IsOne(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.StartsWith("<opml", StringComparison.OrdinalIgnoreCase)
            || (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
                && start.Contains("<opml", StringComparison.OrdinalIgnoreCase));
    }

    public async Task<CommandReply> ShowAsync(Subscriber chat, ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        var (texts, adding) = (ImportTexts.For(chat.Language), ChatTexts.For(chat.Language).Adding);
        if (file.Length > MostBytes)
            return CommandReply.Say(texts.TooLarge);
        if (!looks.MayLook(chat))
            return CommandReply.Say(adding.TooManyLooks);
        using var patience = new CancellationTokenSource(options.Value.LookWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await read(file, either.Token) is { } found ? await ShowAsync(chat, found, cancellationToken)
                : CommandReply.Say(texts.NoFile);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CommandReply.Say(adding.TooSlow);
        }
    }

    /// <summary>Follows all that a file holds, as far as there is room, and asks the operators once for all of it.</summary>
    public async Task<CommandReply> FollowAllAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        var texts = ImportTexts.For(chat.Language);
        if (await imports.TakeAsync(chat, number, cancellationToken) is not { } import)
            return CommandReply.Say(ChatTexts.For(chat.Language).Adding.OfferGone);
        var result = await imports.FollowAsync(chat, import, review.IsOperator(chat), cancellationToken);
        if (result.Asked.Count > 0)
            news.BeginAll(await review.OperatorsAsync(cancellationToken), SourceStep.Asked, import.Id, result.Asked);
        var most = options.Value.SourcesPerChat;
        (int Count, Func<int, string> Say)[] parts =
        [
            (result[AddResult.Followed], texts.Followed), (result[AddResult.Asked] + result[AddResult.AskedBefore], texts.Asked),
            (result[AddResult.Refused], texts.RefusedBefore), (result[AddResult.TooManyOfChat], count => texts.TooManyOfChat(count, most)),
            (result[AddResult.TooManyInAll], texts.TooManyInAll), (result[AddResult.NotFollowed], texts.NotFollowed),
        ];
        return CommandReply.Say(string.Join('\n', parts.Where(part => part.Count > 0).Select(part => part.Say(part.Count))));
    }

    private async Task<CommandReply> ShowAsync(Subscriber chat, SubscriptionFile found, CancellationToken cancellationToken)
    {
        var texts = ImportTexts.For(chat.Language);
        var fresh = found.New.Where(e => !options.Value.Refuses(e.Url) && !looks.IsOurs(e.Url)).ToList();
        var refused = found.Refused.Concat(found.New.Except(fresh).Select(e => (Entry: e, Fault: EntryFault.Refused))).ToList();
        var text = ChatText.Empty.Bold(texts.Found(found.Known.Count + fresh.Count + refused.Count));
        if (found.Known.Count > 0)
            text = text.Line(texts.Known(found.Known.Count));
        if (fresh.Count > 0)
            text = text.Line(texts.New(fresh.Count));
        if (refused.Count > 0)
            text = text.Line(texts.Refused(refused.Count));
        foreach (var (entry, fault) in refused.Take(MostRefusedShown))
            text = text.Line(texts.RefusedFor(ChatText.Shorten(NameOf(entry), LongestName), texts.Fault(fault)));
        if (refused.Count > MostRefusedShown)
            text = text.Line(texts.More(refused.Count - MostRefusedShown));
        const int most = SourceImports.MostKept;
        var unread = found.Unread + Math.Max(0, found.Known.Count - most) + Math.Max(0, fresh.Count - most);
        fresh = [.. fresh.Take(most)];
        if (unread > 0)
            text = text.Line().Line(texts.Unread(unread));
        // Where nothing may be added, what is known can still be followed.
        if (fresh.Count > 0 && await following.ObstacleAsync(chat, cancellationToken) is { } obstacle)
            (text, fresh) = (text.Line().Line(obstacle), []);
        var count = Math.Min(found.Known.Count, most) + fresh.Count;
        if (count == 0)
            return new CommandReply { Text = text };
        var import = await imports.KeepAsync(chat, found.Known, fresh, cancellationToken);
        var label = fresh.Count > 0 && following.Asks(chat) ? texts.AskAllButton(count) : texts.FollowAllButton(count);
        return new CommandReply { Text = text, Keyboard = ChatKeyboard.Row(ChatButton.Say(label, $"opml {import.Id} all")) };
    }

    private static string NameOf(FileEntry entry) => entry.Title ?? (entry.Url.Length > 0 ? entry.Url : "—");
}
