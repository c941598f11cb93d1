namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Skips what precedes the root of a well-formed document: declaration, instructions, document type.</summary>
internal static class XmlProlog
{
    private const string Declaration = "xml";

    private const string DocumentType = "<!DOCTYPE";

    /// <summary>Returns the length of the instruction with which the text begins, or -1 if it is not well-formed.</summary>
    public static int EndOfInstruction(ReadOnlySpan<char> text, bool isFirst)
    {
        var end = text.IndexOf("?>");
        if (end < 2)
            return -1;
        var inside = text[2..end];
        var isDeclaration = inside.StartsWith(Declaration, StringComparison.OrdinalIgnoreCase)
            && (inside.Length == Declaration.Length || char.IsWhiteSpace(inside[Declaration.Length]));
        return isDeclaration && !(isFirst && IsDeclaration(inside[Declaration.Length..])) ? -1 : end + 2;
    }

    /// <summary>
    /// Returns the length of the document type with which the text begins, or -1 if it is not well-formed. Nothing in it is read.
    /// </summary>
    public static int EndOfDocumentType(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('>');
        if (end < 0 || !text.StartsWith(DocumentType, StringComparison.Ordinal))
            return -1;
        if (!text[..end].Contains('['))
            return end + 1;
        var close = text.IndexOf(']');
        if (close < 0)
            return -1;
        end = close + 1;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
            end++;
        return end < text.Length && text[end] == '>' ? end + 1 : -1;
    }

    /// <summary>Returns true for <c>version="1.0"</c> and what may follow it.</summary>
    private static bool IsDeclaration(ReadOnlySpan<char> written)
    {
        var version = ReadOnlySpan<char>.Empty;
        foreach (var name in (ReadOnlySpan<string>)["version", "encoding", "standalone"])
        {
            var rest = written.TrimStart();
            if (!rest.StartsWith(name, StringComparison.Ordinal) || rest.Length == written.Length)
                continue;
            rest = rest[name.Length..].TrimStart();
            if (rest is not ['=', ..])
                return false;
            rest = rest[1..].TrimStart();
            if (rest is not ['"' or '\'', ..] || rest[1..].IndexOf(rest[0]) is not (> 0 and var length))
                return false;
            if (name == "version")
                version = rest.Slice(1, length);
            written = rest[(length + 2)..];
        }

        return version is "1.0" && written.IsWhiteSpace();
    }
}
