using System.Globalization;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// The buttons that change how messages look. Each states what it sets and not merely that it changes it, because a tap may be
/// delivered twice.
/// </summary>
internal static class FormatKeyboard
{
    private static readonly int?[] Lengths = [null, 150, 300, 600];

    /// <param name="place">The subscription; null for the chat.</param>
    /// <param name="step">The number of the step that undoes the last change; null if there is none.</param>
    public static ChatKeyboard Create(
        CommandRequest request, Subscription? place, MessageFormat format, bool hasPreviews, long? step)
    {
        var (texts, isSilent) = (request.Texts.Format, place?.Silent ?? request.Subscriber.Silent);
        var keyboard = ChatKeyboard.Row(Choices<TextAmount>(
            [TextAmount.Compact, TextAmount.Standard, TextAmount.Full], format.Text ?? TextAmount.Standard, texts.Text, 't'));
        if (hasPreviews)
            keyboard = keyboard.Then(Choices<LinkPreview>(
                [LinkPreview.Above, LinkPreview.Below, LinkPreview.Off], format.Preview ?? LinkPreview.Below,
                choice => texts.PreviewName + " " + texts.Preview(choice), 'v'));
        keyboard = keyboard
            .Then(Choices<PictureAmount>(
                [PictureAmount.None, PictureAmount.One, PictureAmount.Album], format.Pictures,
                choice => texts.PicturesName + " " + texts.Pictures(choice), 'p'))
            .Then(
                Toggle(texts.AuthorsName, format.Authors == true, 'a'),
                Say((format.OnlyNames == true ? "" : "✓ ") + texts.SourceName, format.OnlyNames == true ? "s0" : "s1"),
                Toggle(texts.CategoriesName, format.Categories != false, 'c'))
            .Then(Lengths.Select(length => Say(
                (length == format.Length ? "✓ " : "")
                    + (length is { } most ? most.ToString(CultureInfo.InvariantCulture) : texts.Length(null)),
                string.Create(CultureInfo.InvariantCulture, $"l{length ?? 0}"))))
            .Then(
                Toggle(texts.SoundName, !isSilent, 'q'),
                format.AlsoUrgent == true ? Say(texts.UrgentNotToo, "u0") : Say(texts.UrgentToo, "u?"));
        keyboard = keyboard.Then(
            [Say(texts.TemplateButton, "m"), .. format.Template is null ? [] : (ChatButton[])[Say(texts.NoTemplateButton, "m x")]]);
        if (step is { } number)
            keyboard = keyboard.Then(ChatButton.Say(request.Texts.Undo, string.Create(CultureInfo.InvariantCulture, $"undo {number}")));
        return place is null
            ? keyboard.Then(Say(texts.ResetButton, "r"), ChatButton.Say(texts.TopicsButton, "format topics"))
            : keyboard.Then(place.FormatId is null ? [] : [Say(texts.AsChatButton, "r")]).Then(ChatButton.Say(texts.AllButton, "format"));

        ChatButton Say(string label, string setting) => ChatButton.Say(label, Action(place, setting));

        ChatButton Toggle(string name, bool isOn, char letter) => Say((isOn ? "✓ " : "") + name, $"{letter}{(isOn ? 0 : 1)}");

        IEnumerable<ChatButton> Choices<T>(T[] choices, T? chosen, Func<T, string> label, char letter)
            where T : struct, Enum => choices.Select(choice => Say(
                (choice.Equals(chosen) ? "✓ " : "") + label(choice),
                string.Create(CultureInfo.InvariantCulture, $"{letter}{Convert.ToInt32(choice, CultureInfo.InvariantCulture)}")));
    }

    public static string Action(Subscription? place, string setting) =>
        place is null ? $"format {setting}" : $"format {TopicToken.Format(place.Topic)} {setting}";
}
