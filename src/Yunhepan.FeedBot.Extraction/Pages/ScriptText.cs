using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Reads what a small script writes with <c>document.write</c>: literals, variables that hold literals, substrings and sums of
/// them, and conditions on them. All other code is skipped, and variables that it may have changed are unknown from then on.
/// </summary>
internal sealed partial class ScriptText
{
    private const int LongestValue = 20_000;

    private const int MostSteps = 400;

    private const int Deepest = 8;

    private readonly string _code;
    private readonly ScriptLiterals _literals;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly StringBuilder _written = new();
    private int _at;
    private int _steps;

    private ScriptText(string code) => (_code, _literals) = (code, new ScriptLiterals(code));

    /// <summary>Returns the written markup; empty if nothing is written or the value is not known.</summary>
    public static string WrittenBy(string code)
    {
        var script = new ScriptText(code);
        script.Statements(true, 0);
        return script._written.ToString();
    }

    /// <param name="isRun">Whether the statements run; those of a branch that is not taken are only skipped.</param>
    /// <param name="depth">The number of open blocks.</param>
    private void Statements(bool isRun, int depth)
    {
        while (Skip() && _code[_at] != '}' && ++_steps <= MostSteps)
            Statement(isRun, depth);
    }

    private void Statement(bool isRun, int depth)
    {
        if (depth > Deepest)
            _at = _code.Length;
        else if (Takes(";"))
            return;
        else if (Takes("{"))
        {
            Statements(isRun, depth + 1);
            Takes("}");
        }
        else if (TakesWord("if"))
            Condition(isRun, depth);
        else if (TakesWord("try"))
        {
            Statement(isRun, depth + 1);
            if (TakesWord("catch"))
            {
                PassBracket();
                Statement(false, depth + 1);
            }
        }
        else if (Writing.Match(_code, _at) is { Success: true } write)
        {
            _at += write.Length;
            var start = _at;
            var value = Sum(depth);
            if (value is not null && Takes(")"))
            {
                if (isRun && _written.Length + value.Length <= LongestValue)
                    _written.Append(value);
            }
            else
                Pass(start);
        }
        else if (Assigning.Match(_code, _at) is { Success: true } assignment)
            Assign(assignment, isRun, depth);
        else
            Pass(_at);
    }

    private void Assign(Match assignment, bool isRun, int depth)
    {
        var name = assignment.Groups["name"].Value;
        do
        {
            var start = _at;
            _at += assignment.Length;
            var value = Sum(depth);
            Skip();
            if (value is null || _at < _code.Length && !(_code[_at] is ';' or ',' or '}' || StandsOnNewLine()))
            {
                _known.Remove(name);
                Pass(start);
                return;
            }

            if (isRun)
                _known[name] = value;
            else
                _known.Remove(name);
            if (!Takes(","))
                return;
            Skip();
            assignment = Assigning.Match(_code, _at);
            name = assignment.Groups["name"].Value;
        }
        while (assignment.Success && ++_steps <= MostSteps);
    }

    private void Condition(bool isRun, int depth)
    {
        var start = _at;
        var isSo = Takes("(") ? Test(depth) : null;
        if (isSo is null || !Takes(")"))
        {
            // The condition is not known: neither branch writes, and both may change variables.
            (_at, isSo) = (start, null);
            PassBracket();
        }

        var branch = _at;
        Statement(isRun && isSo == true, depth + 1);
        Forget(isSo is null ? branch : _at);
        branch = _at;
        if (!TakesWord("else"))
            return;
        Statement(isRun && isSo == false, depth + 1);
        Forget(isSo is null ? branch : _at);
    }

    private bool? Test(int depth)
    {
        var isNot = Takes("!");
        if (Sum(depth) is not { } left)
            return null;
        Skip();
        if (Comparing.Match(_code, _at) is not { Success: true } comparison)
            return _at < _code.Length && _code[_at] == ')' ? (left.Length > 0 && left != "0") != isNot : null;
        _at += comparison.Length;
        if (isNot || Sum(depth) is not { } right)
            return null;
        return comparison.Value switch
        {
            "==" or "===" => left == right,
            "!=" or "!==" => left != right,
            _ when !int.TryParse(left, CultureInfo.InvariantCulture, out var a)
                || !int.TryParse(right, CultureInfo.InvariantCulture, out var b) => null,
            ">" => int.Parse(left, CultureInfo.InvariantCulture) > int.Parse(right, CultureInfo.InvariantCulture),
            _ => int.Parse(left, CultureInfo.InvariantCulture) < int.Parse(right, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Reads values joined by a plus; null if one of them is not known.</summary>
    private string? Sum(int depth)
    {
        var sum = Value(depth);
        while (sum is not null && Takes("+"))
            sum = Value(depth) is { } next && sum.Length + next.Length <= LongestValue && ++_steps <= MostSteps ? sum + next : null;
        return sum;
    }

    private string? Value(int depth)
    {
        if (!Skip() || depth > Deepest)
            return null;
        string? value;
        if (Takes("("))
        {
            value = Sum(depth + 1);
            if (!Takes(")"))
                return null;
        }
        else if (_literals.At(_at) is { } literal)
            (value, _at) = (literal.Text, literal.End);
        else if (Word.Match(_code, _at) is { Success: true } word)
        {
            _at += word.Length;
            value = char.IsAsciiDigit(word.Value[0]) ? word.Value : _known.GetValueOrDefault(word.Value);
        }
        else
            return null;
        while (value is not null && Part.Match(_code, _at) is { Success: true } part)
        {
            _at += part.Length;
            value = PartOf(value, part);
        }

        Skip();
        return _at < _code.Length && _code[_at] is '.' or '[' or '(' or '?' or '*' or '/' or '-' or '%' ? null : value;
    }

    private static string PartOf(string value, Match part)
    {
        if (part.Groups["name"].Value is var name && name == "length")
            return value.Length.ToString(CultureInfo.InvariantCulture);
        if (name == "trim")
            return value.Trim();
        var from = Math.Clamp(int.Parse(part.Groups["from"].Value, CultureInfo.InvariantCulture), 0, value.Length);
        var to = part.Groups["to"] is { Success: true } end ? int.Parse(end.Value, CultureInfo.InvariantCulture) : value.Length;
        if (name == "substr" && part.Groups["to"].Success)
            to += from;
        else if (name == "slice" && to < 0)
            to += value.Length;
        to = Math.Clamp(to, 0, value.Length);
        return name == "substring" && to < from ? value[to..from] : to <= from ? string.Empty : value[from..to];
    }

    /// <summary>Skips a statement that is not understood and forgets the variables that it may have changed.</summary>
    private void Pass(int start)
    {
        _at = start;
        var depth = 0;
        while (_at < _code.Length)
        {
            if (_literals.At(_at) is { } literal)
            {
                _at = literal.End;
                continue;
            }

            var c = _code[_at];
            if (c is '}' or ')' or ']' && --depth < 0 && _at > start)
                break;
            depth += c is '{' or '(' or '[' ? 1 : 0;
            _at++;
            if (depth <= 0 && c is ';' or '\n' or '}')
                break;
        }

        Forget(start);
    }

    private void PassBracket()
    {
        var depth = 0;
        while (_at < _code.Length)
        {
            if (_literals.At(_at) is { } literal)
            {
                _at = literal.End;
                continue;
            }

            var c = _code[_at++];
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth <= 0 && c == ')')
                return;
        }
    }

    private void Forget(int start)
    {
        if (_known.Count == 0 || _at <= start)
            return;
        foreach (Match changed in Changing.Matches(_code[start.._at]))
            _known.Remove(changed.Groups["name"].Value);
    }

    /// <summary>Moves to the next character that is neither blank nor comment; false at the end.</summary>
    private bool Skip()
    {
        var blanks = Blanks.Match(_code, _at);
        _at += blanks.Length;
        return _at < _code.Length;
    }

    private bool StandsOnNewLine()
    {
        var before = _at - 1;
        while (before >= 0 && _code[before] is ' ' or '\t' or '\r')
            before--;
        return before >= 0 && _code[before] == '\n';
    }

    private bool Takes(string sign)
    {
        if (!Skip() || string.CompareOrdinal(_code, _at, sign, 0, sign.Length) != 0)
            return false;
        _at += sign.Length;
        return true;
    }

    private bool TakesWord(string word)
    {
        if (!Skip() || Word.Match(_code, _at) is not { Success: true } found || found.Value != word)
            return false;
        _at += word.Length;
        return true;
    }

    [GeneratedRegex(@"\G(\s|//[^\n]*|/\*.*?(\*/|\z)|<!--[^\n]*|-->)*", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Blanks { get; }

    [GeneratedRegex(@"\G(window\.)?document\.write(ln)?\s*\(", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Writing { get; }

    [GeneratedRegex(@"\G((var|let|const)\s+)?(?<name>[\w$]+)\s*=(?!=)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Assigning { get; }

    [GeneratedRegex(@"(?<name>[\w$]+)\s*([-+*/]?=(?!=)|\+\+|--)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Changing { get; }

    [GeneratedRegex(@"\G(===?|!==?|[<>])", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Comparing { get; }

    [GeneratedRegex(@"\G[\w$]+", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Word { get; }

    [GeneratedRegex(
        @"\G\s*\.\s*((?<name>length)\b|(?<name>trim)\(\s*\)|(?<name>substr|substring|slice)"
            + @"\(\s*(?<from>\d{1,6})\s*(,\s*(?<to>-?\d{1,6})\s*)?\))",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Part { get; }
}
