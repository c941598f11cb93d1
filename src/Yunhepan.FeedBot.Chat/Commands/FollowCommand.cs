using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/follow 教育</c>, or a button <c>follow c_education</c>; with nothing after it, the board. <c>/follow 教育 +高考 -培训 语言 zh 不响</c>
/// narrows it (<see cref="FollowOptions"/>); to follow again is to choose anew.
/// </summary>
internal sealed class FollowCommand(Topics topics, Subscriptions subscriptions, ChatUndo undo, TopicBoard board) : IChatCommand
{
    public string Name => "follow";

    public IReadOnlyList<string> Aliases => ["关注", "订阅", "subscribe"];

    public bool Resumes => true;

    public string Describe(ChatTexts texts) => texts.FollowDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        if (request.Argument.Length == 0)
            return CommandReply.Say(texts.FollowWhat, await board.RootsAsync(request, TopicKind.Category, 0, cancellationToken));
        var (words, choice) = FollowOptions.Read(request.Argument, topics.IsName);
        if (FollowOptions.Unclear(words) is { Count: > 0 } unclear && !topics.IsName(words))
            return CommandReply.Say(FollowOptions.NotUnderstood(texts, unclear));
        var found = topics.Matching(words);
        // Text that is not understood is never ignored, because the result would not be what was asked for.
        if (found.Count > 0 && found.Select(topic => topics.Unexplained(topic, words)).MinBy(beyond => beyond.Count) is { Count: > 0 } left)
            return CommandReply.Say(
                FollowOptions.NotUnderstood(texts, left), DidYouMean.Buttons(request, [.. found.Take(DidYouMean.Most)], "follow"));
        return found switch
        {
            [] when TopicToken.LooksLikeOne(words) => CommandReply.Say(texts.TopicGone, ChatKeyboard.Row(More(texts))),
            [] when await FollowedWordAsync(request, words, cancellationToken) is { } word =>
                await FollowAsync(request, word, choice ?? SubscriptionChoice.Default, cancellationToken),
            [] => AsWord(request, words, choice is null ? "" : request.Argument[Math.Min(words.Length, request.Argument.Length)..].Trim()),
            [var topic] when choice is not null || await IsNarrowedAsync(request, topic, cancellationToken) =>
                await FollowAsync(request, topic, choice ?? SubscriptionChoice.Default, cancellationToken),
            [var topic] => await FollowAsync(request, topic, cancellationToken),
            var several => WhichOne(request, words, request.Argument[words.Length..], choice, several),
        };
    }

    /// <summary>Offers to follow text that is not a topic as a word, before anything is done.</summary>
    private CommandReply AsWord(CommandRequest request, string words, string options)
    {
        var (texts, shown) = (request.Texts, ChatText.Shorten(words, 40));
        if (WordTopic.Parse(words) is null)
            return DidYouMean.NoTopic(request, topics, words, "follow");
        var near = topics.Near(words, DidYouMean.Most);
        var (meant, proposed) = (DidYouMean.Question(request, near), DidYouMean.Buttons(request, near, "follow", options));
        return WordAction.Button(texts, words, request.Argument) is { } button
            ? CommandReply.Say(texts.Settings.NoTopicButWord(shown, meant), proposed.Then(button).Then(More(texts)))
            : CommandReply.Say(texts.Settings.NoTopicButWordByHand(shown, meant), proposed.Then(More(texts)));
    }

    /// <summary>Confirms it. That urgent alerts come at once is not said where the chat makes them wait.</summary>
    public static string Confirmation(CommandRequest request, Topic topic) =>
        ChatSettings.BreaksQuietHours(request.Subscriber, topic.Priority)
            ? request.Texts.FollowedUrgent(request.NameOf(topic)) : request.Texts.Followed(request.NameOf(topic));

    private async Task<CommandReply> FollowAsync(CommandRequest request, Topic topic, CancellationToken cancellationToken)
    {
        var (texts, name) = (request.Texts, request.NameOf(topic));
        if (await board.CoveredByAsync(request, topic, cancellationToken) is { } above)
            return CommandReply.Say(texts.AlreadyCovered(name, request.NameOf(above)));
        var result = await subscriptions.FollowAsync(request.Subscriber, topic.Key, cancellationToken);
        return result switch
        {
            FollowResult.Followed => CommandReply.Say(Confirmation(request, topic), After(texts, topic)),
            FollowResult.AlreadyFollowed => CommandReply.Say(texts.AlreadyFollowed(name), After(texts, topic)),
            FollowResult.TooMany => CommandReply.Say(texts.TooMany),
            FollowResult.UnknownTopic => CommandReply.Say(texts.TopicGone, ChatKeyboard.Row(More(texts))),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<CommandReply> FollowAsync(
        CommandRequest request, Topic topic, SubscriptionChoice choice, CancellationToken cancellationToken)
    {
        var (chat, texts, name) = (request.Subscriber, request.Texts, request.NameOf(topic));
        var mode = (await subscriptions.FindAsync(chat, topic.Key, cancellationToken))?.Mode is SubscriptionMode.Digest
            ? SubscriptionMode.Digest : SubscriptionMode.Instant;
        // What was chosen before is replaced, so that it can be had back.
        var step = await undo.RememberAsync(chat, topic.Key, cancellationToken);
        switch (await subscriptions.ChooseAsync(chat, topic.Key, choice with { Mode = mode }, cancellationToken))
        {
            case FollowResult.TooMany:
                return CommandReply.Say(texts.TooMany);
            case FollowResult.TooManyPatterns:
                return CommandReply.Say(texts.Settings.TooManyPatterns);
            case FollowResult.BadFilter:
                return CommandReply.Say(texts.Settings.BadFilter);
            case FollowResult.UnknownTopic:
                return CommandReply.Say(texts.TopicGone, ChatKeyboard.Row(More(texts)));
        }

        var said = Chosen(texts, name, choice);
        // The wider topic includes all of it, whatever is chosen here.
        return await board.CoveredByAsync(request, topic, cancellationToken) is { } above
            ? CommandReply.Say($"{said}\n{texts.Settings.ComesAnyway(request.NameOf(above))}", After(texts, topic, step))
            : CommandReply.Say(said, After(texts, topic, step));
    }

    /// <summary>Describes what is followed with which options.</summary>
    public static string Chosen(ChatTexts texts, string name, SubscriptionChoice choice) =>
        FollowOptions.InWords(choice, texts) is { Count: > 0 } parts
            ? texts.Settings.FollowedFiltered(name, parts)
            : texts.Settings.FollowedWhole(name);

    // The options of a followed word are replaced at once; for another word the bot asks first.
    private async Task<Topic?> FollowedWordAsync(CommandRequest request, string words, CancellationToken cancellationToken) =>
        WordTopic.Parse(words) is { } word
        && await subscriptions.FindAsync(request.Subscriber, word, cancellationToken) is { Mode: not SubscriptionMode.Muted } row
            ? subscriptions.TopicOf(row)
            : null;

    private async Task<bool> IsNarrowedAsync(CommandRequest request, Topic topic, CancellationToken cancellationToken) =>
        await subscriptions.FindAsync(request.Subscriber, topic.Key, cancellationToken) is { Mode: not SubscriptionMode.Muted } row
        && (row.FilterId is not null || row.Silent);

    private static CommandReply WhichOne(
        CommandRequest request, string words, string options, SubscriptionChoice? choice, IReadOnlyList<Topic> several)
    {
        var question = request.Texts.WhichOne(ChatText.Shorten(words, 40));
        var how = choice is null ? "" : " " + options.Trim();
        var actions = several.Select(topic => $"follow {TopicToken.Format(topic.Key)}{how}").ToList();
        // A long list of options does not fit on a button, so the full name must be written.
        return actions.TrueForAll(ChatButton.Fits)
            ? CommandReply.Say(
                question, ChatKeyboard.Grid(several.Zip(actions, (topic, action) => ChatButton.Say(Choice(request, topic), action)), 1))
            : CommandReply.Say(string.Join("\n• ", several.Select(topic => Choice(request, topic)).Prepend(question)));
    }

    // Topics of different trees may have the same name.
    private static string Choice(CommandRequest request, Topic topic) =>
        $"{request.NameOf(topic)} · {TopicBoard.NameOf(topic.Key.Kind, request.Texts).One}";

    private static ChatKeyboard After(ChatTexts texts, Topic topic, long? step = null) => ChatKeyboard.Row(
        ChatButton.Say(texts.LatestButton(topic), $"latest {TopicToken.Format(topic.Key)}"),
        ChatButton.Say(texts.Undo, step is { } number ? $"undo {number}" : $"unfollow {TopicToken.Format(topic.Key)}"));

    private static ChatButton More(ChatTexts texts) => ChatButton.Say(texts.ShowTopics, "topics");
}
