using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Makes the buttons below an alert: to read it, to hear less of its kind, to ask why it came.</summary>
internal static class AlertKeyboard
{
    /// <param name="alert">What it is below.</param>
    /// <param name="isShared">Many people read the chat: what changes its settings stays out of their reach.</param>
    /// <param name="isWhole">All of it is shown, so that no full text is offered; null: as in a message of the usual size.</param>
    /// <param name="readElsewhere">Where one of many readers opens the full text for himself; null: a button shows its beginning.</param>
    public static ChatKeyboard? For(AlertMessage alert, bool isShared, bool? isWhole = null, string? readElsewhere = null)
    {
        if (IsOver(alert))
            return ToOpen(alert);
        var texts = ChatTexts.For(alert.Language);
        var token = ArticleToken.Format(alert.ArticleId);
        List<ChatButton> first = [];
        if (ChatButton.Open(texts.Read, alert.Url) is { } read)
            first.Add(read);
        // Among many readers, the text that one of them asks for would stand in everybody's way.
        if (!(isWhole ?? AlertText.View(alert).IsWhole))
            first.Add(
                (isShared ? ChatButton.Open(texts.Alert.ReadHere, readElsewhere) : null)
                ?? ChatButton.Say(texts.Alert.ReadHere, $"read {token}"));
        var why = ChatButton.Say(texts.Alert.WhyButton, $"why {token}");
        if (isShared)
            return ChatKeyboard.Row([.. first, why]);
        List<ChatButton> second = [];
        if (alert.Source is { } source)
            second.Add(ChatButton.Say(texts.Alert.MuteSource, $"mute {TopicToken.Format(source)}"));
        second.Add(ChatButton.Say(texts.Alert.LessButton, $"less {token}"));
        second.Add(why);
        return (first.Count == 0 ? ChatKeyboard.Empty : ChatKeyboard.Row(first)).Then(second);
    }

    /// <summary>Returns only the button that opens the article; null when it may not be opened.</summary>
    public static ChatKeyboard? ToOpen(AlertMessage alert) =>
        MayOpen(alert) && ChatButton.Open(ChatTexts.For(alert.Language).Read, alert.Url) is { } open ? ChatKeyboard.Row(open) : null;

    /// <summary>Returns false when the article is withdrawn, or about a person who was found: its page is not for everybody.</summary>
    public static bool MayOpen(AlertMessage alert) => alert.Kind != AlertKind.Withdrawn
        && !(alert.Kind == AlertKind.Ended && alert.EndedAs is AlertEnding.Found or AlertEnding.SearchOver);

    public static bool IsOver(AlertMessage alert) => alert.Kind is AlertKind.Withdrawn or AlertKind.Ended;
}
