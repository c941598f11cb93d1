using System.Buffers;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>
/// Removes the blanks with which portals indent paragraphs: ideographic, wide or no-break spaces where a line begins. Blanks within a
/// line stay as they are.
/// </summary>
internal sealed class Indentation
{
    private static readonly SearchValues<char> Wide = SearchValues.Create("\u3000\u00a0\u2002\u2003");

    private bool _isAtStart = true;

    /// <summary>Takes note of a tag that was written: a block or a line break begins a line, a picture is something in it.</summary>
    public void See(MarkupTag tag)
    {
        if (tag.Is(TagTraits.Block | TagTraits.Cell) || tag.Name == "br")
            _isAtStart = true;
        else if (tag.Name is "img" or "audio" or "video")
            _isAtStart = false;
    }

    /// <summary>
    /// Writes a text, or a piece of it, without indentation at the start of its line. Ordinary blanks stay: they show nowhere.
    /// </summary>
    public void Append(PooledText html, ReadOnlySpan<char> text, bool isPreformatted)
    {
        while (_isAtStart && !text.IsEmpty && char.IsWhiteSpace(text[0]))
        {
            if (isPreformatted || !Wide.Contains(text[0]))
                html.Append(text[0]);
            text = text[1..];
        }

        _isAtStart &= text.IsEmpty;
        html.AppendText(text);
    }

    public void Clear() => _isAtStart = true;
}
