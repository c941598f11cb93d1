using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/digest</c>: which topics come as a digest, and when. <c>/digest 8:00</c>, <c>/digest 每周一 8:00</c>, <c>/digest 教育</c>,
/// <c>/digest off</c>; its buttons: <c>digest +c_education</c>, <c>digest -c_education</c>, <c>digest all</c>, <c>digest daily</c>.
/// </summary>
internal sealed class DigestCommand(ChatSettings settings, Subscriptions subscriptions, Topics topics) : IChatCommand
{
    public string Name => "digest";

    public IReadOnlyList<string> Aliases => ["汇总"];

    public IReadOnlyList<string> LoneWords => ["摘要", "日报", "周报"];

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => texts.Settings.DigestDescription;

    public static string When(Subscriber chat, SettingsTexts texts)
    {
        var time = ClockWords.Format(chat.DigestAt ?? ChatSettings.UsualDigestHour);
        return chat.DigestOn is { } day ? texts.Weekly(day, time) : texts.Daily(time);
    }

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts, preference) = (request.Subscriber, request.Texts.Settings, request.Argument);
        var followed = (await subscriptions.RowsAsync(chat, cancellationToken)).Where(row => row.Mode != SubscriptionMode.Muted).ToList();
        string? notice = null;
        if (preference.Length > 0)
        {
            var (done, notDone) = await ChangeAsync(request, followed, cancellationToken);
            if (notDone is not null)
                return notDone;
            notice = done;
            followed = [.. (await subscriptions.RowsAsync(chat, cancellationToken)).Where(row => row.Mode != SubscriptionMode.Muted)];
        }

        if (followed.Count == 0)
            return CommandReply.Say(
                string.IsNullOrEmpty(notice) ? texts.DigestNothingFollowed
                : $"{notice}\n{texts.DigestNothingFollowed}", ChatKeyboard.Row(ChatButton.Say(request.Texts.ShowTopics, "topics")));
        var text = ChatText.Empty.Bold(texts.DigestTitle);
        // For a person who wrote, the notice is the whole reply above; next to a button it is shown for a moment.
        if (request.IsButton || string.IsNullOrEmpty(notice))
            text = text.Line(followed.Exists(row => row.Mode == SubscriptionMode.Digest)
                ? texts.DigestIs(When(chat, texts), QuietCommand.LetsUrgentThrough(chat)) : texts.DigestIsEmpty).Line();
        return new CommandReply
        {
            Text = text.Line(texts.DigestHint),
            Keyboard = DigestKeyboard.Create(request, followed, subscriptions.TopicOf),
            Notice = notice,
            Place = request.IsButton && notice is not null ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    /// <returns>A description of the change, or the reply to a request that cannot be fulfilled.</returns>
    private async Task<(string? Done, CommandReply? NotDone)> ChangeAsync(
        CommandRequest request, List<Subscription> followed, CancellationToken cancellationToken)
    {
        var (texts, preference) = (request.Texts.Settings, request.Argument);
        if (preference is "all" or "全部")
            return (followed.Count == 0 ? "" : await SetAsync(request, followed, SubscriptionMode.Digest, null, cancellationToken), null);
        if (ClockWords.IsOff(preference))
            return (await SetAsync(request, followed, SubscriptionMode.Instant, texts.DigestIsEmpty, cancellationToken), null);
        if (preference[0] is '+' or '-' && !ClockWords.IsMeantAsLength(preference))
            return (followed.Find(row => IsMeant(row, preference[1..])) is { } pressed
                ? await SetAsync(
                    request, [pressed], preference[0] == '+' ? SubscriptionMode.Digest : SubscriptionMode.Instant, null, cancellationToken)
                : NotFollowed(request, preference[1..]), null);
        var asked = DigestWords.Read(preference, request.Subscriber);
        var named = asked.Rest.Length > 0 ? Named(request, followed, asked) : default;
        if (named.Answer is not null)
            return (null, named.Answer);
        if (asked.SaysWhen)
            await settings.SetDigestAsync(
                request.Subscriber, asked.Hour ?? ChatSettings.UsualDigestHour, asked.Day, cancellationToken);
        if (named.Row is not { } row)
            return (await ByTheHourAsync(request, followed, cancellationToken), null);
        var done = await SetAsync(request, [row], SubscriptionMode.Digest, null, cancellationToken);
        return (asked.SaysWhen ? Said(request, Gathered(followed, row)) : done, null);
    }

    private bool IsMeant(Subscription row, string words) =>
        TopicToken.Format(row.Topic) == words || TopicSearch.IsName(subscriptions.TopicOf(row), words);

    // A word that is not followed any more is in no list, so its button does not tell its name.
    private string NotFollowed(CommandRequest request, string words) => topics.Matching(words) is [var topic]
        ? request.Texts.WasNotFollowed(request.NameOf(topic)) : request.Texts.ItWasNotFollowed;

    /// <summary>Returns the followed topic that is named, or a reply if there is none or if words remain.</summary>
    private (Subscription? Row, CommandReply? Answer) Named(CommandRequest request, List<Subscription> followed, DigestWords asked)
    {
        var texts = request.Texts;
        var found = topics.Matching(asked.Rest);
        var topic = found.FirstOrDefault(each => followed.Any(row => row.Topic == each.Key));
        if (topic is not null && topics.Unexplained(topic, asked.Rest) is { Count: > 0 } beyond)
            return (null, CommandReply.Say(texts.Settings.DigestNotUnderstood(FollowOptions.Quoted(beyond, texts))));
        if (topic is not null)
            return (followed.First(row => row.Topic == topic.Key), null);
        if (found is [var other, ..] && topics.Unexplained(other, asked.Rest).Count == 0)
            return (null, FollowedName.NotFollowed(request, other));
        var near = topics.Near(asked.Rest, DidYouMean.Most).Where(each => followed.Any(row => row.Topic == each.Key)).ToList();
        return (null, CommandReply.Say(
            texts.Settings.DigestNotUnderstood(texts.Quote(ChatText.Shorten(asked.Rest, 40))) + DidYouMean.Question(request, near),
            DidYouMean.Buttons(request, near, "digest")));
    }

    private static List<Subscription> Gathered(List<Subscription> followed, Subscription added) =>
        [.. followed.Where(row => row.Mode == SubscriptionMode.Digest || row.Topic == added.Topic)];

    // A person who writes an hour wants a digest, so an empty digest then takes all topics. A person who taps an hour is still choosing.
    private async Task<string> ByTheHourAsync(CommandRequest request, List<Subscription> followed, CancellationToken cancellationToken)
    {
        List<Subscription> gathered = [.. followed.Where(row => row.Mode == SubscriptionMode.Digest)];
        if (gathered.Count == 0 && followed.Count > 0 && !request.IsButton)
        {
            await SetAsync(request, followed, SubscriptionMode.Digest, "", cancellationToken);
            gathered = [.. followed];
        }

        return Said(request, gathered);
    }

    /// <summary>Describes the contents of the digest, its time, and the alerts that do not wait for it.</summary>
    private string Said(CommandRequest request, List<Subscription> gathered)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        var chosen = gathered.ConvertAll(subscriptions.TopicOf);
        var urgent = chosen.Where(MayBeUrgent).Select(request.NameOf).ToList();
        var getsThrough = QuietCommand.LetsUrgentThrough(chat);
        // If all topics are urgent, hardly anything waits, so promising one message would be untrue.
        var isUrgentAlone = chosen.Count > 0 && chosen.TrueForAll(topic => topic.Priority == Priority.Urgent);
        List<string> said = isUrgentAlone && getsThrough
            ? [texts.DigestOnlyUrgent(When(chat, texts))] : [texts.DigestSet(When(chat, texts), gathered.Count)];
        said.AddRange(Notes(chat, texts));
        if (urgent.Count > 0 && !getsThrough)
            said.Add(texts.DigestUrgentWaits);
        else if (urgent.Count > 0 && !isUrgentAlone)
            said.Add(texts.DigestUrgentThrough(string.Join(request.Texts.Alert.QuotedComma, urgent.Take(5).Select(request.Texts.Quote))));
        return string.Join(request.Texts.SentenceGap, said);
    }

    // Articles of a source, a region or a word have the priority of their categories.
    private bool MayBeUrgent(Topic topic) => topic.Priority == Priority.Urgent || topic.Key.Kind != TopicKind.Category
        || topics.ChildrenOf(topic.Key).Any(MayBeUrgent);

    /// <summary>Returns notes on how quiet hours affect the digest's hour.</summary>
    public static IEnumerable<string> Notes(Subscriber chat, SettingsTexts texts) =>
        ChatSettings.DigestWaitsUntil(chat) is { } later ? [texts.DigestWaits(ClockWords.Format(later))] : [];

    /// <returns>The notice: <paramref name="done"/>, or the result for the single topic.</returns>
    private async Task<string> SetAsync(
        CommandRequest request, List<Subscription> rows, SubscriptionMode mode, string? done, CancellationToken cancellationToken)
    {
        foreach (var row in rows.Where(row => row.Mode != mode))
            await subscriptions.SetModeAsync(row, mode, cancellationToken);
        if (done is not null || rows.Count == 0)
            return done ?? "";
        if (rows.Count > 1)
            return Said(request, rows);
        var (topic, texts) = (subscriptions.TopicOf(rows[0]), request.Texts.Settings);
        var name = request.NameOf(topic);
        if (mode != SubscriptionMode.Digest)
            return texts.NowInstant(name);
        return MayBeUrgent(topic) && QuietCommand.LetsUrgentThrough(request.Subscriber)
            ? texts.NowDigestUrgent(name) : texts.NowDigest(name);
    }
}
