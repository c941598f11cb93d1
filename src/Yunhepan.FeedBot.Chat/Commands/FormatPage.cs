using System.Globalization;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Shows how messages look: the settings, what they leave out, and a message in that form, with buttons below.</summary>
internal sealed class FormatPage(
    Subscriptions subscriptions, ChatFormats formats, FormatSample samples, IEnumerable<IChatPlatform> platforms)
{
    /// <summary>The most characters of the message that is shown as a preview.</summary>
    private const int PreviewRoom = 2000;

    private const int PerPage = 10;

    public bool HasPreviews(Subscriber chat) => Capabilities(chat)?.HasPreviews == true;

    /// <param name="place">The subscription; null for the chat.</param>
    /// <param name="notice">The change that was just made; null if the page is only shown.</param>
    /// <param name="step">The number of the step that undoes the change; null if there is none.</param>
    public async Task<CommandReply> ShowAsync(
        CommandRequest request, Subscription? place, string? notice, CancellationToken cancellationToken, long? step = null)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Format);
        var format = await formats.FindAsync(place?.FormatId ?? chat.FormatId, cancellationToken);
        var sample = await samples.FindAsync(chat, place?.Topic, cancellationToken) with { Format = format };
        var text = ChatText.Empty.Bold(place is null ? texts.Title : texts.TitleOf(request.NameOf(subscriptions.TopicOf(place))));
        if (place is { FormatId: null })
            text = text.Line(texts.AsChat);
        text = text.Line(FormatText.Settings(format, place?.Silent ?? chat.Silent, HasPreviews(chat), request.Texts));
        if (FormatText.LeftOut(format, texts) is { Count: > 0 } left)
            text = text.Line(texts.LeftOut(string.Join(request.Texts.Alert.Comma, left)));
        text = text.Line(FormatText.AboutUrgent(format, request.Texts)).Line().Line().Italic(texts.LooksLike).Line();
        var picture = format.Pictures is PictureAmount.One or PictureAmount.Album ? ChatText.WebAddress(sample.ImageUrl) : null;
        if (picture is not null)
            text = text.Line(texts.SamplePicture);
        return new CommandReply
        {
            Text = text.Line().Append(AlertText.View(sample, new TextForm(PreviewRoom)).Text),
            Keyboard = FormatKeyboard.Create(request, place, format, HasPreviews(chat), step),
            PreviewUrl = picture ?? (format.Preview == LinkPreview.Off ? null : ChatText.WebAddress(sample.Url)),
            IsPreviewAbove = picture is not null || format.Preview == LinkPreview.Above,
            Notice = notice,
            Place = request.IsButton && request.Argument.Length > 0 ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    /// <summary>Asks whether urgent alerts may lose what the format leaves out.</summary>
    public static CommandReply AskAboutUrgent(CommandRequest request, Subscription? place, MessageFormat format)
    {
        var texts = request.Texts.Format;
        return CommandReply.Say(
            texts.UrgentQuestion(string.Join(request.Texts.Alert.Comma, FormatText.LeftOutOfUrgent(format, texts))),
            ChatKeyboard.Grid(
                [
                    ChatButton.Say(texts.UrgentYes, FormatKeyboard.Action(place, "u1" + FormatText.CodeOf(format))),
                    ChatButton.Say(texts.UrgentNo, FormatKeyboard.Action(place, "u0")),
                ], 1)) with { Place = request.IsButton ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage };
    }

    /// <summary>Lists the followed topics, each of which can look different.</summary>
    public CommandReply Topics(CommandRequest request, List<Subscription> rows, string number)
    {
        var texts = request.Texts;
        if (rows.Count == 0)
            return CommandReply.Say(texts.ListEmpty, ChatKeyboard.Row(ChatButton.Say(texts.ShowTopics, "topics")));
        var last = (rows.Count - 1) / PerPage;
        _ = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at);
        var page = Math.Clamp(at, 0, last);
        var keyboard = ChatKeyboard.Grid(
            rows.Skip(page * PerPage).Take(PerPage).Select(row => ChatButton.Say(
                (row.FormatId is null ? "" : "🎨 ") + request.NameOf(subscriptions.TopicOf(row)),
                $"format {TopicToken.Format(row.Topic)}")),
            2);
        List<ChatButton> turns = [];
        if (page > 0)
            turns.Add(ChatButton.Say($"‹ {page}/{last + 1}", string.Create(CultureInfo.InvariantCulture, $"format topics {page - 1}")));
        if (page < last)
            turns.Add(ChatButton.Say($"{page + 2}/{last + 1} ›", string.Create(CultureInfo.InvariantCulture, $"format topics {page + 1}")));
        return CommandReply.Say(texts.Format.WhichTopic, keyboard.Then(turns).Then(ChatButton.Say(texts.Format.AllButton, "format"))) with
        {
            Place = request.IsButton ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    private PlatformCapabilities? Capabilities(Subscriber chat) =>
        platforms.FirstOrDefault(each => each.Platform == chat.Platform && each.Account == chat.Account)?.Capabilities;
}
