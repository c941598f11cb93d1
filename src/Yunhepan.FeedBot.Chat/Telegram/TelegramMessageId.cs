using System.Collections.Immutable;
using System.Globalization;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// The number of a message, and whether its text is the caption of a photo, which is edited differently. Written with the messages
/// that belong to it, such as <c>p12+15+16&amp;13&amp;14</c>.
/// </summary>
internal sealed record TelegramMessageId(int Number, bool IsPhoto)
{
    /// <summary>The numbers of the further parts of its text.</summary>
    public ImmutableArray<int> Parts { get; init; } = [];

    /// <summary>The numbers of the pictures, video and audio below it.</summary>
    public ImmutableArray<int> Attachments { get; init; } = [];

    /// <summary>Returns how a message may have been named when it was sent, if nothing belongs to it.</summary>
    public static IReadOnlyList<string> FormsOf(int number) =>
        [new TelegramMessageId(number, IsPhoto: false).ToString(), new TelegramMessageId(number, IsPhoto: true).ToString()];

    public static TelegramMessageId Parse(string text)
    {
        var attached = text.Split('&');
        var own = attached[0].Split('+');
        var isPhoto = own[0].StartsWith('p');
        return new(NumberOf(own[0].AsSpan(isPhoto ? 1 : 0)), isPhoto)
        {
            Parts = [.. own.Skip(1).Select(number => NumberOf(number))],
            Attachments = [.. attached.Skip(1).Select(number => NumberOf(number))],
        };
    }

    public override string ToString() => string.Concat(
        IsPhoto ? "p" : "", Number.ToString(CultureInfo.InvariantCulture), Listed('+', Parts), Listed('&', Attachments));

    private static string Listed(char sign, ImmutableArray<int> numbers) =>
        string.Concat(numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"{sign}{number}")));

    private static int NumberOf(ReadOnlySpan<char> text) => int.Parse(text, CultureInfo.InvariantCulture);
}
