using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/digest</c>: sets which topics arrive as a digest, and when. Forms: <c>/digest 8:00</c>, <c>/digest 每周一 8:00</c>,
/// <c>/digest 教育</c>, <c>/digest off</c>; its buttons send <c>digest +c_education</c>, <c>digest -c_education</c>, <c>digest
/// all</c> and <c>digest daily</c>.
internal sealed class DigestCommand(ChatSettings settings, Subscriptions subscriptions, Topics topics) : IChatCommand
{
    public string Name => "digest";

    public IReadOnlyList<string> Aliases => ["汇总", "摘要", "日报", "周报"];

    public string Describe(ChatTexts texts) => texts.Settings.DigestDescription;

    public static string When(Subscriber chat, SettingsTexts texts)
    {
        var time = ClockWords.Format(chat.DigestAt ?? ChatSettings.UsualDigestHour);
        return chat.DigestOn is { } day ? texts.Weekly(day, time) : texts.Daily(time);
    }

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts, wish) = (request.Subscriber, request.Texts.Settings, request.Argument);
        var followed = (await subscriptions.RowsAsync(chat, cancellationToken)).Where(row => row.Mode != SubscriptionMode.Muted).ToList();
        string? notice = null;
        if (wish.Length > 0)
        {
            notice = await ChangeAsync(request, followed, cancellationToken);
            if (notice is null)
                return CommandReply.Say(texts.DigestNotUnderstood);
            followed = [.. (await subscriptions.RowsAsync(chat, cancellationToken)).Where(row => row.Mode != SubscriptionMode.Muted)];
        }

        if (followed.Count == 0)
            return CommandReply.Say(
                notice is null ? texts.DigestNothingFollowed
                : $"{notice}\n{texts.DigestNothingFollowed}", ChatKeyboard.Row(ChatButton.Say(request.Texts.ShowTopics, "topics")));
        return new CommandReply
        {
            Text = ChatText.Empty.Bold(texts.DigestTitle)
                .Line(followed.Exists(row => row.Mode == SubscriptionMode.Digest) ? texts.DigestIs(When(chat, texts)) : texts.DigestIsEmpty)
                .Line().Line(texts.DigestHint),
            Keyboard = DigestKeyboard.Create(request, followed, subscriptions.TopicOf),
            Notice = notice,
            Place = request.IsButton && notice is not null ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    /// <returns>A description of the change; null if the words are not understood.</returns>
    private async Task<string?> ChangeAsync(CommandRequest request, List<Subscription> followed, CancellationToken cancellationToken)
    {
        var (texts, wish) = (request.Texts.Settings, request.Argument);
        if (wish is "all" or "全部")
            return followed.Count == 0 ? "" : await SetAsync(request, followed, SubscriptionMode.Digest, null, cancellationToken);
        if (ClockWords.IsOff(wish))
            return await SetAsync(request, followed, SubscriptionMode.Instant, texts.Saved, cancellationToken);
        if (wish[0] is '+' or '-')
            return followed.FirstOrDefault(row => TopicToken.Format(row.Topic) == wish[1..]) is { } pressed
                ? await SetAsync(
                    request, [pressed], wish[0] == '+' ? SubscriptionMode.Digest : SubscriptionMode.Instant, null, cancellationToken)
                : request.Texts.TopicGone;
        if (DigestWords.Parse(wish, request.Subscriber) is { } time)
        {
            await settings.SetDigestAsync(request.Subscriber, time.Hour ?? ChatSettings.UsualDigestHour, time.Day, cancellationToken);
            return await ByTheHourAsync(request, followed, cancellationToken);
        }

        return topics.Search(wish).FirstOrDefault(topic => followed.Any(row => row.Topic == topic.Key)) is { } named
            ? await SetAsync(request, [followed.First(row => row.Topic == named.Key)], SubscriptionMode.Digest, null, cancellationToken)
            : null;
    }

    // A person who writes an hour wants a digest, so an empty digest then takes all topics. A person who taps an hour is still
    // choosing.
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
        List<string> said = [texts.DigestSet(When(chat, texts), gathered.Count), .. Notes(chat, texts)];
        var urgent = gathered.Select(subscriptions.TopicOf).Where(topic => topic.Priority == Priority.Urgent).Select(request.NameOf)
            .ToList();
        if (urgent.Count > 0)
            said.Add(
                chat.UrgentInQuiet
                ? texts.DigestUrgentThrough(string.Join(request.Texts.Alert.Comma, urgent.Take(5).Select(name => $"“{name}”")))
                : texts.DigestUrgentWaits);
        return string.Join(request.Texts.Language == ChatTexts.English ? " " : "", said);
    }

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
        return topic.Priority == Priority.Urgent && request.Subscriber.UrgentInQuiet
            ? texts.NowDigest(name) + (request.Texts.Language == ChatTexts.English ? " " : "") + texts.DigestUrgentThrough($"“{name}”")
            : texts.NowDigest(name);
    }
}
