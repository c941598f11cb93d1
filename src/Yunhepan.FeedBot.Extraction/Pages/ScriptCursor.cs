using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>A place in the code of a script, and what can be taken or passed there.</summary>
internal sealed partial class ScriptCursor(string code)
{
    private readonly ScriptLiterals _literals = new(code);

    public int At { get; private set; }

    /// <summary>The next character; null at the end.</summary>
    public char? Here => At < code.Length ? code[At] : null;

    /// <summary>Returns the code from an earlier place to this one.</summary>
    public string Since(int start) => code[start..At];

    /// <summary>Moves back to an earlier place.</summary>
    public void Return(int place) => At = place;

    /// <summary>Moves to the end of the code.</summary>
    public void End() => At = code.Length;

    /// <summary>Moves to the next character that is neither blank nor comment; false at the end.</summary>
    public bool Skip()
    {
        At += Blanks.Match(code, At).Length;
        return At < code.Length;
    }

    /// <summary>Moves past this sign and the blanks before it; false if another one follows.</summary>
    public bool Takes(string sign)
    {
        if (!Skip() || string.CompareOrdinal(code, At, sign, 0, sign.Length) != 0)
            return false;
        At += sign.Length;
        return true;
    }

    /// <summary>Moves past this word and the blanks before it; false if another one follows.</summary>
    public bool TakesWord(string word)
    {
        if (!Skip() || Word.Match(code, At) is not { Success: true } found || found.Value != word)
            return false;
        At += word.Length;
        return true;
    }

    /// <summary>Moves past a word or number that begins here; null if none does.</summary>
    public string? TakeWord() => Take(Word)?.Value;

    /// <summary>Moves past a literal that begins here and returns its value; null if none does.</summary>
    public string? TakeLiteral()
    {
        if (_literals.At(At) is not { } literal)
            return null;
        At = literal.End;
        return literal.Text;
    }

    /// <summary>Moves past what the pattern matches here; null if it does not match.</summary>
    public Match? Take(Regex pattern)
    {
        if (pattern.Match(code, At) is not { Success: true } match)
            return null;
        At += match.Length;
        return match;
    }

    /// <summary>Returns true if only blanks stand between the last line break and this place.</summary>
    public bool IsOnNewLine()
    {
        var before = At - 1;
        while (before >= 0 && code[before] is ' ' or '\t' or '\r')
            before--;
        return before >= 0 && code[before] == '\n';
    }

    /// <summary>Passes the rest of a statement, whatever it is.</summary>
    public void PassStatement()
    {
        var (start, depth) = (At, 0);
        while (Here is { } c)
        {
            if (TakeLiteral() is not null)
                continue;
            if (c is '}' or ')' or ']' && --depth < 0 && At > start)
                break;
            depth += c is '{' or '(' or '[' ? 1 : 0;
            At++;
            if (depth <= 0 && c is ';' or '\n' or '}')
                break;
        }
    }

    /// <summary>Passes everything up to the end of the next bracket.</summary>
    public void PassBracket()
    {
        var depth = 0;
        while (Here is { } c)
        {
            if (TakeLiteral() is not null)
                continue;
            At++;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth <= 0 && c == ')')
                return;
        }
    }

    [GeneratedRegex(@"\G(\s|//[^\n]*|/\*.*?(\*/|\z)|<!--[^\n]*|-->)*", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Blanks { get; }

    [GeneratedRegex(@"\G[\w$]+", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Word { get; }
}
