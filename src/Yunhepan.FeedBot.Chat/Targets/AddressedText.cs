using System.Text;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>Writes a text for platforms without markup: the address of each link follows its words.</summary>
internal static class AddressedText
{
    public static string Write(ChatText text)
    {
        var plain = new StringBuilder(text.Length);
        var endsWithAddress = false;
        foreach (var span in text.Spans)
        {
            // What directly follows an address would be taken for a part of it.
            if (endsWithAddress && !char.IsWhiteSpace(span.Text[0]))
                plain.Append(' ');
            plain.Append(span.Text);
            endsWithAddress = span.Url is not null;
            if (span.Url is { } url && url != span.Text)
                plain.Append(' ').Append(url);
        }

        return plain.ToString();
    }
}
