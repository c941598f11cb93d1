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

    private readonly ScriptCursor _cursor;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly StringBuilder _written = new();
    private int _steps;

    private ScriptText(string code) => _cursor = new ScriptCursor(code);

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
        while (_cursor.Skip() && _cursor.Here != '}' && ++_steps <= MostSteps)
            Statement(isRun, depth);
    }

    private void Statement(bool isRun, int depth)
    {
        if (depth > Deepest)
            _cursor.End();
        else if (_cursor.Takes(";"))
            return;
        else if (_cursor.Takes("{"))
        {
            Statements(isRun, depth + 1);
            _cursor.Takes("}");
        }
        else if (_cursor.TakesWord("if"))
            Condition(isRun, depth);
        else if (_cursor.TakesWord("try"))
        {
            Statement(isRun, depth + 1);
            if (_cursor.TakesWord("catch"))
            {
                _cursor.PassBracket();
                Statement(false, depth + 1);
            }
        }
        else if (_cursor.Take(Writing) is not null)
        {
            var start = _cursor.At;
            var value = Sum(depth);
            if (value is not null && _cursor.Takes(")"))
            {
                if (isRun && _written.Length + value.Length <= LongestValue)
                    _written.Append(value);
            }
            else
                Pass(start);
        }
        else if (_cursor.Take(Assigning) is { } assignment)
            Assign(assignment, isRun, depth);
        else
            Pass(_cursor.At);
    }

    private void Assign(Match? assignment, bool isRun, int depth)
    {
        while (assignment is not null)
        {
            var name = assignment.Groups["name"].Value;
            var value = Sum(depth);
            _cursor.Skip();
            if (value is null || !(_cursor.Here is null or ';' or ',' or '}' || _cursor.IsOnNewLine()))
            {
                _known.Remove(name);
                Pass(assignment.Index);
                return;
            }

            if (isRun)
                _known[name] = value;
            else
                _known.Remove(name);
            if (!_cursor.Takes(","))
                return;
            _cursor.Skip();
            assignment = ++_steps <= MostSteps ? _cursor.Take(Assigning) : null;
        }
    }

    private void Condition(bool isRun, int depth)
    {
        var start = _cursor.At;
        var isSo = _cursor.Takes("(") ? Test(depth) : null;
        if (isSo is null || !_cursor.Takes(")"))
        {
            // The condition is not known: neither branch writes, and both may change variables.
            isSo = null;
            _cursor.Return(start);
            _cursor.PassBracket();
        }

        var branch = _cursor.At;
        Statement(isRun && isSo == true, depth + 1);
        Forget(isSo is null ? branch : _cursor.At);
        branch = _cursor.At;
        if (!_cursor.TakesWord("else"))
            return;
        Statement(isRun && isSo == false, depth + 1);
        Forget(isSo is null ? branch : _cursor.At);
    }

    private bool? Test(int depth)
    {
        var isNot = _cursor.Takes("!");
        if (Sum(depth) is not { } left)
            return null;
        _cursor.Skip();
        if (_cursor.Take(Comparing) is not { } comparison)
            return _cursor.Here == ')' ? (left.Length > 0 && left != "0") != isNot : null;
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
        while (sum is not null && _cursor.Takes("+"))
            sum = Value(depth) is { } next && sum.Length + next.Length <= LongestValue && ++_steps <= MostSteps ? sum + next : null;
        return sum;
    }

    private string? Value(int depth)
    {
        if (!_cursor.Skip() || depth > Deepest)
            return null;
        string? value;
        if (_cursor.Takes("("))
        {
            value = Sum(depth + 1);
            if (!_cursor.Takes(")"))
                return null;
        }
        else if (_cursor.TakeLiteral() is { } literal)
            value = literal;
        else if (_cursor.TakeWord() is { } word)
            value = char.IsAsciiDigit(word[0]) ? word : _known.GetValueOrDefault(word);
        else
            return null;
        while (value is not null && _cursor.Take(Part) is { } part)
            value = PartOf(value, part);
        _cursor.Skip();
        return _cursor.Here is '.' or '[' or '(' or '?' or '*' or '/' or '-' or '%' ? null : value;
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
        _cursor.Return(start);
        _cursor.PassStatement();
        Forget(start);
    }

    private void Forget(int start)
    {
        if (_known.Count == 0 || _cursor.At <= start)
            return;
        foreach (Match changed in Changing.Matches(_cursor.Since(start)))
            _known.Remove(changed.Groups["name"].Value);
    }

    [GeneratedRegex(@"\G(window\.)?document\.write(ln)?\s*\(", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Writing { get; }

    [GeneratedRegex(@"\G((var|let|const)\s+)?(?<name>[\w$]+)\s*=(?!=)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Assigning { get; }

    [GeneratedRegex(@"(?<name>[\w$]+)\s*([-+*/]?=(?!=)|\+\+|--)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Changing { get; }

    [GeneratedRegex(@"\G(===?|!==?|[<>])", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Comparing { get; }

    [GeneratedRegex(
        @"\G\s*\.\s*((?<name>length)\b|(?<name>trim)\(\s*\)|(?<name>substr|substring|slice)"
            + @"\(\s*(?<from>\d{1,6})\s*(,\s*(?<to>-?\d{1,6})\s*)?\))",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Part { get; }
}
