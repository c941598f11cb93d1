using System.Buffers;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>A growing text in a buffer of the shared pool: thousands of fragments are written and few are kept.</summary>
internal sealed class PooledText : IDisposable
{
    private const int Smallest = 256;

    private static readonly SearchValues<char> SpecialInText = SearchValues.Create("&<>\u00a0");

    private static readonly SearchValues<char> SpecialInValues = SearchValues.Create("&<>\"\u00a0");

    private char[] _buffer;

    public PooledText(int capacity = Smallest) => _buffer = ArrayPool<char>.Shared.Rent(Math.Max(capacity, Smallest));

    public int Length { get; private set; }

    public ReadOnlySpan<char> Span => _buffer.AsSpan(0, Length);

    public PooledText Append(char c)
    {
        if (Length == _buffer.Length)
            Grow(1);
        _buffer[Length++] = c;
        return this;
    }

    public PooledText Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _buffer.Length - Length)
            Grow(text.Length);
        text.CopyTo(_buffer.AsSpan(Length));
        Length += text.Length;
        return this;
    }

    /// <summary>Appends text as HTML writes it between tags.</summary>
    public PooledText AppendText(ReadOnlySpan<char> text) => AppendEscaped(text, SpecialInText);

    /// <summary>Appends text as HTML writes it between quotes.</summary>
    public PooledText AppendValue(ReadOnlySpan<char> text) => AppendEscaped(text, SpecialInValues);

    public void Clear() => Length = 0;

    /// <summary>Removes everything behind the first characters.</summary>
    public void Cut(int length) => Length = length;

    public override string ToString() => Span.ToString();

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = [];
        Length = 0;
    }

    private PooledText AppendEscaped(ReadOnlySpan<char> text, SearchValues<char> special)
    {
        while (text.IndexOfAny(special) is >= 0 and var at)
        {
            Append(text[..at]).Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ => "&nbsp;",
            });
            text = text[(at + 1)..];
        }

        return Append(text);
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_buffer.Length * 2, Length + more));
        Span.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
