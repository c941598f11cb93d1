using System.Text;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// Repairs invalid JSON to RFC 8259 in one pass: bare Infinity and NaN, line breaks and wrong escapes in strings, and a truncated
/// list of items (it is cut after the last complete one).
/// </summary>
internal static class JsonMending
{
    private const int ItemDepth = 2;

    public static string Mend(ReadOnlySpan<char> text)
    {
        var mended = new StringBuilder(text.Length + 64);
        var open = new Stack<char>();
        var (lastWhole, depth) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (c == '"')
            {
                at = CopyString(text, at, mended);
                continue;
            }

            if (char.IsAsciiLetter(c) || c == '-')
            {
                at = CopyWord(text, at, mended);
                continue;
            }

            mended.Append(c);
            at++;
            if (c is '{' or '[')
                open.Push(c == '{' ? '}' : ']');
            else if (c is '}' or ']' && open.Count > 0)
                open.Pop();
            if (c is '}' or ']' && open.Count <= ItemDepth)
                (lastWhole, depth) = (mended.Length, open.Count);
            if (open.Count == 0 && c is '}' or ']')
                break;
        }

        if (open.Count == 0)
            return mended.ToString();
        mended.Length = lastWhole;
        return mended.Append(depth == ItemDepth ? "]}" : "}").ToString();
    }

    private static int CopyString(ReadOnlySpan<char> text, int at, StringBuilder mended)
    {
        mended.Append('"');
        for (at++; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '\\' && at + 1 < text.Length)
            {
                var escaped = text[++at];
                if (!"\"\\/bfnrtu".Contains(escaped))
                    mended.Append('\\');
                mended.Append('\\').Append(escaped);
            }
            else if (c < ' ')
                mended.Append(c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => string.Empty });
            else
            {
                mended.Append(c);
                if (c == '"')
                    return at + 1;
            }
        }

        return at;
    }

    private static int CopyWord(ReadOnlySpan<char> text, int at, StringBuilder mended)
    {
        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        var word = text[at..end];
        if (word is "Infinity" or "-Infinity" or "NaN" or "undefined" or "None" or "True" or "False")
            mended.Append(word switch { "undefined" or "None" => "null", "True" => "true", "False" => "false", _ => $"\"{word}\"" });
        else
            mended.Append(word);
        return end;
    }
}
