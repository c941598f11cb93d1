using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/filter 教育</c>: the words by which a followed topic is filtered, and what they would have done to its latest articles.
/// <c>/filter 教育 +高考 -标题:培训 语言 zh</c> adds, <c>/filter 教育 试 +高考</c> only tries.
/// </summary>
internal sealed class FilterCommand(
    Topics topics, Subscriptions subscriptions, ChatUndo undo, FilterPage page, FilterReport report) : IChatCommand
{
    private const int MostWords = 40;

    public string Name => "filter";

    public IReadOnlyList<string> Aliases => ["筛选", "过滤"];

    public string Describe(ChatTexts texts) => texts.Filter.Description;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var choices = (await subscriptions.ChoicesAsync(request.Subscriber, cancellationToken))
            .Where(each => each.Row.Mode != SubscriptionMode.Muted).ToList();
        var words = Words.Split(request.Argument);
        if (words.Length == 0 || words[0] is "topics")
            return page.Topics(request, choices, words.Length > 1 ? words[1] : "0");
        var (row, others) = FollowedName.Find(words, [.. choices.Select(each => each.Row)], subscriptions.TopicOf);
        if (row is null)
            return NotFollowed(request, words);
        var current = choices.First(each => each.Row.Topic == row.Topic).Choice;
        // The text of an answer keeps its line breaks.
        var text = others.Count == 0 ? "" : FollowedName.After(request.Argument, words, words.Length - others.Count);
        var asked = FilterWords.Read(text, current);
        if (asked.Unclear.Count > 0)
            return CommandReply.Say(request.Texts.Filter.Unclear(
                FollowOptions.Quoted(asked.Unclear.Take(4), request.Texts)));
        if (asked.Asks is var (wanted, field))
            return FilterPage.Ask(request, row, wanted, field);
        // Who has more, because /follow takes them, may still see them and take some away.
        if (CountOf(asked.Choice) > Math.Max(MostWords, CountOf(current)))
            return CommandReply.Say(request.Texts.Filter.TooManyWords);
        if (asked.IsTrial)
            return await TryAsync(request, row, current, asked.Choice, cancellationToken);
        return others.Count == 0 ? await page.ShowAsync(request, row, current, null, null, cancellationToken)
            : await ChangeAsync(request, row, asked, cancellationToken);
    }

    // A stranger's pattern must not be run before it is checked, even to try it.
    private async Task<CommandReply> TryAsync(
        CommandRequest request, Subscription row, SubscriptionChoice current, SubscriptionChoice wanted,
        CancellationToken cancellationToken)
    {
        var isNew = wanted.Include.Except(current.Include).Concat(wanted.Exclude.Except(current.Exclude)).Any();
        var refused = !isNew ? null
            : Refused(request, await subscriptions.CheckFilterAsync(request.Subscriber, row.Topic, wanted, cancellationToken));
        return refused ?? await report.TryAsync(request, row, wanted, cancellationToken);
    }

    private async Task<CommandReply> ChangeAsync(
        CommandRequest request, Subscription row, FilterWords asked, CancellationToken cancellationToken)
    {
        var chat = request.Subscriber;
        var step = asked.Deletes ? await undo.RememberAsync(chat, row.Topic, cancellationToken) : null;
        if (Refused(request, await subscriptions.ChooseAsync(chat, row.Topic, asked.Choice, cancellationToken)) is { } refused)
            return refused;
        var now = (await subscriptions.ChoicesAsync(chat, cancellationToken)).First(each => each.Row.Topic == row.Topic);
        return await page.ShowAsync(request, now.Row, now.Choice, request.Texts.Settings.Saved, step, cancellationToken);
    }

    private static CommandReply? Refused(CommandRequest request, FollowResult result) => result switch
    {
        FollowResult.Followed or FollowResult.AlreadyFollowed => null,
        FollowResult.BadFilter => CommandReply.Say(request.Texts.Settings.BadFilter),
        FollowResult.TooManyPatterns => CommandReply.Say(request.Texts.Settings.TooManyPatterns),
        FollowResult.TooMany => CommandReply.Say(request.Texts.TooMany),
        FollowResult.UnknownTopic => CommandReply.Say(request.Texts.TopicGone),
        _ => throw new System.Diagnostics.UnreachableException($"no result {result}"),
    };

    private static int CountOf(SubscriptionChoice choice) => choice.Include.Count + choice.Exclude.Count;

    private CommandReply NotFollowed(CommandRequest request, string[] words)
    {
        var texts = request.Texts;
        if (TopicToken.LooksLikeOne(words[0]))
            return CommandReply.Flash(texts.ItWasNotFollowed);
        if (topics.Matching(words[0]) is [var other] && topics.Unexplained(other, words[0]).Count == 0)
            return FollowedName.NotFollowed(request, other);
        return CommandReply.Say(
            texts.Filter.Unclear(texts.Quote(ChatText.Shorten(request.Argument, 40))),
            ChatKeyboard.Row(ChatButton.Say(texts.ShowList, "filter")));
    }
}
