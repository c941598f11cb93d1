using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>A string or number that is a member of an object in a script.</summary>
/// <param name="Holder">The number of the object within the script.</param>
/// <param name="Around">The number of the object or array that holds the object.</param>
/// <param name="Name">Only lower-case letters: <c>publish_time</c> and <c>publishTime</c> are the same.</param>
/// <param name="Value">The value, without quotes and escapes.</param>
internal readonly record struct ScriptMember(int Holder, int Around, string Name, string Value);

/// <summary>Reads the members of the objects in a script, JSON or object literals, without running it.</summary>
internal static partial class ScriptMembers
{
    private const int MostMembers = 20_000;

    private const int MostDepth = 64;

    public static List<ScriptMember> In(string script)
    {
        var members = new List<ScriptMember>();
        var literals = new ScriptLiterals(script);
        var open = new Stack<int>();
        var count = 0;
        string? name = null;
        var mayBeName = false;
        for (var i = 0; i < script.Length && members.Count < MostMembers;)
        {
            var c = script[i];
            if (Blank.Match(script, i) is { Length: > 0 } blank)
                i += blank.Length;
            else if (literals.At(i) is { } literal)
            {
                i = literal.End;
                var isName = mayBeName && Colon.Match(script, i).Length > 0;
                if (!isName && name is not null && open.Count > 0)
                    members.Add(Member(open, name, Cut(script, ref i, literal.Text)));
                name = isName ? literal.Text : null;
                (i, mayBeName) = (isName ? i + Colon.Match(script, i).Length : i, false);
            }
            else if (Word.Match(script, i) is { Length: > 0 } word)
            {
                i += word.Length;
                var isName = mayBeName && Colon.Match(script, i).Length > 0;
                if (!isName && name is not null && open.Count > 0 && char.IsAsciiDigit(c))
                    members.Add(Member(open, name, word.Value));
                name = isName ? word.Value : null;
                (i, mayBeName) = (isName ? i + Colon.Match(script, i).Length : i, false);
            }
            else
            {
                i++;
                if (c is '{' or '[')
                    open.Push(++count);
                else if (c is '}' or ']' && open.Count > 0)
                    open.Pop();
                if (open.Count > MostDepth)
                    return members;
                name = null;
                mayBeName = c is '{' or ',';
            }
        }

        return members;
    }

    private static ScriptMember Member(Stack<int> open, string name, string value) =>
        new(open.Peek(), open.Skip(1).FirstOrDefault(), string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant(), value);

    /// <summary>Applies <c>'…'.slice(6, -6)</c>, with which some sites cut escaped quotes off a value.</summary>
    private static string Cut(string script, ref int at, string text)
    {
        if (Slice.Match(script, at) is not { Success: true } slice)
            return text;
        at += slice.Length;
        var (from, less) = (int.Parse(slice.Groups["from"].ValueSpan, null), int.Parse(slice.Groups["less"].ValueSpan, null));
        return from + less < text.Length ? text[from..^less] : text;
    }

    [GeneratedRegex(@"\G(\s|//[^\n]*|/\*.*?(\*/|\z))+", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Blank { get; }

    [GeneratedRegex(@"\G\s{0,9}:", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Colon { get; }

    [GeneratedRegex(@"\G[\w$]+", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"\G\.slice\(\s?(?<from>\d{1,3})\s?,\s?-(?<less>\d{1,3})\s?\)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Slice { get; }
}
