using System.Globalization;
using System.Text;
using Yunhepan.FeedBot.TelegramEmulator.Api;

namespace Yunhepan.FeedBot.TelegramEmulator.Entities;

/// <summary>
/// Parses Telegram's HTML mode: its closed list of tags, its rules of nesting and its error texts. Positions in errors are byte
/// offsets in UTF-8, so it works on bytes; a zero byte marks the end, as in the original.
/// </summary>
internal sealed class HtmlEntityParser
{
    private static readonly HashSet<string> Tags = new(StringComparer.Ordinal)
    {
        "a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins", "tg-spoiler", "tg-emoji", "tg-time", "span",
        "pre", "code", "blockquote",
    };

    private readonly byte[] source;
    private readonly StringBuilder text = new();
    private readonly List<TextEntity> entities = [];
    private readonly Stack<OpenTag> open = new();
    private int at;

    private HtmlEntityParser(string html) => source = [.. Encoding.UTF8.GetBytes(html), 0];

    public static FormattedText Parse(string html)
    {
        var parser = new HtmlEntityParser(html);
        parser.ReadAll();
        return new FormattedText(parser.text.ToString(), parser.entities);
    }

    private void ReadAll()
    {
        var last = source.Length - 1;
        while (at < last)
        {
            if (source[at] == '&' && HtmlCharacterReference.Read(source, ref at) is { } code)
                HtmlCharacterReference.Append(text, code);
            else if (source[at] != '<')
                ReadPlain();
            else if (source[at + 1] == '/')
                ReadEndTag();
            else
                ReadStartTag();
        }

        if (open.TryPeek(out var unclosed))
            throw Fault($"Can't find end tag corresponding to start tag \"{unclosed.Name}\"");
        if (HasLoneSurrogate())
            throw Fault("Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units");
    }

    private void ReadPlain()
    {
        var begin = at++;
        while (source[at] is not ((byte)'<' or (byte)'&' or 0))
            at++;
        text.Append(Encoding.UTF8.GetString(source, begin, at - begin));
    }

    private void ReadStartTag()
    {
        var begin = at++;
        while (!IsSpace(source[at]) && source[at] is not ((byte)'>' or 0))
            at++;
        if (source[at] == 0)
            throw Fault($"Unclosed start tag at byte offset {begin}");

        var name = Encoding.UTF8.GetString(source, begin + 1, at - begin - 1).ToLowerInvariant();
        if (!Tags.Contains(name))
            throw Fault($"Unsupported start tag \"{name}\" at byte offset {begin}");

        var tag = new OpenTag(name, text.Length);
        while (ReadAttribute(tag, begin))
        {
        }

        at++;
        if (name == "span" && tag.Argument != "spoiler")
            throw Fault($"Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}");
        open.Push(tag);
    }

    /// <summary>Reads one attribute; false at the closing bracket.</summary>
    private bool ReadAttribute(OpenTag tag, int begin)
    {
        SkipSpace();
        if (source[at] == '>')
            return false;
        if (source[at] == 0)
            throw Fault($"Unclosed start tag \"{tag.Name}\" at byte offset {begin}");

        var nameBegin = at;
        while (!IsSpace(source[at]) && source[at] is not ((byte)'=' or (byte)'>' or (byte)'/' or (byte)'"' or (byte)'\'' or 0))
            at++;
        var name = Encoding.UTF8.GetString(source, nameBegin, at - nameBegin).ToLowerInvariant();
        if (name.Length == 0)
            throw Fault($"Empty attribute name in the tag \"{tag.Name}\" at byte offset {begin}");

        SkipSpace();
        if (source[at] == 0)
            throw Fault($"Unclosed start tag \"{tag.Name}\" at byte offset {begin}");
        if (source[at] != '=')
        {
            tag.Set(name, "");
            return true;
        }

        at++;
        SkipSpace();
        if (source[at] == 0)
            throw Fault($"Unclosed start tag \"{tag.Name}\" at byte offset {begin}");
        tag.Set(name, source[at] is (byte)'"' or (byte)'\'' ? ReadQuoted() : ReadToken());
        if (source[at] == 0)
            throw Fault($"Unclosed start tag at byte offset {begin}");
        return true;
    }

    private string ReadToken()
    {
        var begin = at;
        while (char.IsAsciiLetterOrDigit((char)source[at]) || source[at] is (byte)'.' or (byte)'-')
            at++;
        if (!IsSpace(source[at]) && source[at] != '>')
            throw Fault($"Unexpected end of name token at byte offset {begin}");
        return Encoding.ASCII.GetString(source, begin, at - begin).ToLowerInvariant();
    }

    private string ReadQuoted()
    {
        var quote = source[at++];
        var value = new StringBuilder();
        while (source[at] != quote && source[at] != 0)
        {
            if (source[at] == '&' && HtmlCharacterReference.Read(source, ref at) is { } code)
            {
                HtmlCharacterReference.Append(value, code);
                continue;
            }

            var begin = at++;
            while (source[at] != quote && source[at] is not ((byte)'&' or 0))
                at++;
            value.Append(Encoding.UTF8.GetString(source, begin, at - begin));
        }

        if (source[at] == quote)
            at++;
        return value.ToString();
    }

    private void ReadEndTag()
    {
        var begin = at;
        if (!open.TryPop(out var tag))
            throw Fault($"Unexpected end tag at byte offset {begin}");

        at += 2;
        while (!IsSpace(source[at]) && source[at] is not ((byte)'>' or 0))
            at++;
        var name = Encoding.UTF8.GetString(source, begin + 2, at - begin - 2).ToLowerInvariant();
        SkipSpace();
        if (source[at] != '>')
            throw Fault($"Unclosed end tag at byte offset {begin}");
        if (name.Length > 0 && name != tag.Name)
            throw Fault($"Unmatched end tag at byte offset {begin}, expected \"</{tag.Name}>\", found \"</{name}>\"");
        at++;

        if (text.Length > tag.Offset && ToEntity(tag) is { } entity)
            entities.Add(entity);
    }

    private TextEntity? ToEntity(OpenTag tag)
    {
        var length = text.Length - tag.Offset;
        TextEntity Of(string type) => new(type, tag.Offset, length);
        return tag.Name switch
        {
            "b" or "strong" => Of("bold"),
            "i" or "em" => Of("italic"),
            "s" or "strike" or "del" => Of("strikethrough"),
            "u" or "ins" => Of("underline"),
            "span" or "tg-spoiler" => Of("spoiler"),
            "blockquote" => Of(tag.Argument is null ? "blockquote" : "expandable_blockquote"),
            "pre" => PreEntity(tag, length),
            "code" => Of("code") with { Language = tag.Argument },
            "tg-emoji" => long.TryParse(tag.Argument, CultureInfo.InvariantCulture, out _) ? Of("custom_emoji") with { CustomEmojiId = tag.Argument } : null,
            "tg-time" => tag.UnixTime is null ? null : Of("date_time") with { UnixTime = tag.UnixTime, TimeFormat = tag.Format },
            _ => LinkEntity(tag, length),
        };
    }

    /// <summary>A bad address drops the link and keeps the words.</summary>
    private TextEntity? LinkEntity(OpenTag tag, int length)
    {
        var address = string.IsNullOrEmpty(tag.Argument) ? text.ToString(tag.Offset, length) : tag.Argument;
        return LinkAddress.Check(address) is { } url ? new TextEntity("text_link", tag.Offset, length) { Url = url } : null;
    }

    /// <summary>A code block inside pre that covers all of it only names the language.</summary>
    private TextEntity PreEntity(OpenTag tag, int length)
    {
        if (entities.Count > 0 && entities[^1] is { Type: "code" } inner && inner.Offset == tag.Offset && inner.Length == length)
        {
            entities.RemoveAt(entities.Count - 1);
            return new TextEntity("pre", tag.Offset, length) { Language = inner.Language };
        }

        return new TextEntity("pre", tag.Offset, length);
    }

    private bool HasLoneSurrogate()
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    private void SkipSpace()
    {
        while (source[at] != 0 && IsSpace(source[at]))
            at++;
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0x0B;

    private static ApiError Fault(string text) => ApiError.BadRequest("can't parse entities: " + text);

    private sealed class OpenTag(string name, int offset)
    {
        public string Name { get; } = name;

        public int Offset { get; } = offset;

        public string? Argument { get; private set; }

        public long? UnixTime { get; private set; }

        public string? Format { get; private set; }

        public void Set(string attribute, string value)
        {
            switch (Name, attribute)
            {
                case ("a", "href"):
                case ("tg-emoji", "emoji-id"):
                    Argument = value;
                    break;
                case ("code", "class") when value.StartsWith("language-", StringComparison.Ordinal):
                    Argument = value["language-".Length..];
                    break;
                case ("span", "class") when value.StartsWith("tg-", StringComparison.Ordinal):
                    Argument = value["tg-".Length..];
                    break;
                case ("blockquote", "expandable"):
                    Argument = "1";
                    break;
                case ("tg-time", "unix") when long.TryParse(value, CultureInfo.InvariantCulture, out var unix):
                    UnixTime = unix;
                    break;
                case ("tg-time", "format"):
                    Format = value;
                    break;
            }
        }
    }
}
