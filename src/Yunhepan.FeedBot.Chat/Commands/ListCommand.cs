using System.Globalization;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary><c>/list</c>; its buttons turn pages (<c>list 1</c>) and end a subscription (<c>list -c_education</c>).</summary>
internal sealed class ListCommand(Subscriptions subscriptions, ChatSettings settings, ChatUndo undo) : IChatCommand
{
    public string Name => "list";

    public IReadOnlyList<string> Aliases => ["我的关注", "列表", "我的订阅", "关注列表"];

    public string Describe(ChatTexts texts) => texts.ListDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var choices = (await subscriptions.ChoicesAsync(request.Subscriber, cancellationToken))
            .Where(c => c.Row.Mode != SubscriptionMode.Muted).ToList();
        IReadOnlyList<Topic> followed = [.. choices.Select(c => subscriptions.TopicOf(c.Row))];
        string? notice = null;
        long? step = null;
        if (request.Argument.StartsWith('-') && TopicToken.Find(request.Argument[1..], followed) is { } gone)
        {
            step = await undo.UnfollowAsync(request.Subscriber, gone.Key, cancellationToken);
            followed = [.. followed.Where(topic => topic.Key != gone.Key)];
            notice = request.Texts.Unfollowed(request.NameOf(gone));
        }

        if (!int.TryParse(request.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && request.Argument.Length > 0)
            notice ??= request.Texts.Unclear(request.Texts.Quote(ChatText.Shorten(request.Argument, 40)));
        var shown = Show(request, followed, choices.ToDictionary(c => c.Row.Topic, c => c.Choice), page);
        return shown with
        {
            Keyboard = shown.Keyboard.Then(UndoCommand.Button(request.Texts, step).Rows.SelectMany(row => row)),
            Notice = notice,
            Place = request.IsButton && request.Argument.Length > 0 ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    private CommandReply Show(
        CommandRequest request, IReadOnlyList<Topic> followed, Dictionary<TopicKey, SubscriptionChoice> choices, int page)
    {
        var texts = request.Texts;
        var paused = request.Subscriber.State == SubscriberState.Stopped ? texts.ListPaused : null;
        if (followed.Count == 0)
            return CommandReply.Say(texts.ListEmpty, ChatKeyboard.Row(ChatButton.Say(texts.ShowTopics, "topics")));
        var text = ChatText.Empty.Bold(texts.ListTitle(followed.Count));
        page = Math.Clamp(page, 0, (followed.Count - 1) / FollowedKeyboard.PerPage);
        var now = settings.NowAt(request.Subscriber);
        foreach (var topic in followed.Skip(page * FollowedKeyboard.PerPage).Take(FollowedKeyboard.PerPage))
            text = text.Line($"• {request.NameOf(topic)}{Kind(topic, texts)}{Way(choices[topic.Key], texts, now)}");
        if (paused is not null)
            text = text.Line().Line(paused);
        return new CommandReply { Text = text, Keyboard = FollowedKeyboard.For(request, followed, page) };
    }

    private static string Way(SubscriptionChoice choice, ChatTexts texts, DateTimeOffset now)
    {
        var parts = FollowOptions.InWords(choice, texts);
        if (choice.Mode == SubscriptionMode.Digest)
            parts = [$"📋 {texts.Settings.DigestTitle}", .. parts];
        if (choice.Until is { } until && until > now)
            parts = [$"🔕 {texts.Settings.MutedShort(
                until == Subscription.NoEnd ? null : WhyTexts.When(until.ToOffset(now.Offset), now, texts))}", .. parts];
        return string.Concat(parts.Select(part => $" · {part}"));
    }

    // Most people follow categories, so only other kinds are named.
    private static string Kind(Topic topic, ChatTexts texts) => topic.Key.Kind switch
    {
        TopicKind.Category when topic.Priority == Priority.Urgent => $" · 🚨 {texts.Urgent}",
        TopicKind.Category => "",
        var kind => $" · {TopicBoard.NameOf(kind, texts).One}",
    };
}
