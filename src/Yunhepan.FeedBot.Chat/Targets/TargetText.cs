using System.Text;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Messages;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>Writes a message in the markup of a platform so that it keeps the platform's limit.</summary>
internal static class TargetText
{
    /// <param name="write">Writes the text of a rendered message in the platform's markup, escaped.</param>
    /// <param name="measure">
    /// Measures that text as the platform does; null counts the units of <see cref="PlatformCapabilities.TextUnit"/>.
    /// </param>
    /// <returns>The rendered message and its markup, which is shortened until it measures no more than the limit.</returns>
    public static (RenderedMessage Message, string Markup) Write(
        OutgoingMessage message, PlatformCapabilities can, Func<RenderedMessage, string> write, Func<string, int>? measure = null)
    {
        measure ??= text => Measure(text, can.TextUnit);
        var room = Math.Min(can.MaxText, AlertText.Room);
        while (true)
        {
            var rendered = MessageRenderer.Render(message, can, new Readership(Room: room));
            rendered = rendered with { Text = rendered.Text.Cut(room) };
            var markup = write(rendered);
            var size = measure(markup);
            if (size <= can.MaxText || room == 0)
                return (rendered, markup);
            // Letters of several bytes, characters that are escaped and addresses of links take more room than was given.
            var length = Math.Min(room, rendered.Text.Length);
            room = Math.Max(0, Math.Min(length - 1, (int)((long)length * can.MaxText / size)));
        }
    }

    public static int Measure(string text, TextUnit unit) => unit switch
    {
        TextUnit.Utf16 => text.Length,
        TextUnit.Characters => text.EnumerateRunes().Count(),
        TextUnit.Bytes => Encoding.UTF8.GetByteCount(text),
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };
}
