using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Catalogue;

/// <summary>
/// Makes a record of texts in traditional characters from one in simplified characters: its texts, and what its functions say, but not
/// the names and words that these are given.
/// </summary>
public static class TraditionalTexts
{
    // Unicode keeps these two for programs, so no text has them.
    private const char Begin = '\ufdd0';
    private const char End = '\ufdd1';

    private static readonly ConcurrentDictionary<object, object> Converted = new(ReferenceEqualityComparer.Instance);

    private static readonly Dictionary<int, MethodInfo> Ways = typeof(TraditionalTexts)
        .GetMethods(BindingFlags.NonPublic | BindingFlags.Static)
        .Where(method => method.Name == nameof(Around)).ToDictionary(method => method.GetGenericArguments().Length);

    /// <summary>Returns the record in traditional characters, which is made once.</summary>
    public static T From<T>(T simplified)
        where T : class => (T)Converted.GetOrAdd(simplified, Convert);

    private static object Convert(object simplified)
    {
        var converted = Copy(simplified);
        foreach (var member in simplified.GetType().GetProperties().Where(member => member.CanWrite))
        {
            switch (member.GetValue(simplified))
            {
                case string text:
                    member.SetValue(converted, TraditionalCharacters.Write(text));
                    break;
                case ValueTuple<string, string> (var first, var second):
                    member.SetValue(converted, (TraditionalCharacters.Write(first), TraditionalCharacters.Write(second)));
                    break;
                case Delegate say when say.Method.ReturnType == typeof(string):
                    var given = member.PropertyType.GetGenericArguments()[..^1];
                    member.SetValue(converted, Ways[given.Length].MakeGenericMethod(given).Invoke(null, [say]));
                    break;
            }
        }

        return converted;
    }

    private static Func<T, string?> Around<T>(Func<T, string?> say) => given => Finish(say(Keep(given)));

    private static Func<T1, T2, string?> Around<T1, T2>(Func<T1, T2, string?> say) => (a, b) => Finish(say(Keep(a), Keep(b)));

    private static Func<T1, T2, T3, string?> Around<T1, T2, T3>(Func<T1, T2, T3, string?> say) =>
        (a, b, c) => Finish(say(Keep(a), Keep(b), Keep(c)));

    private static Func<T1, T2, T3, T4, string?> Around<T1, T2, T3, T4>(Func<T1, T2, T3, T4, string?> say) =>
        (a, b, c, d) => Finish(say(Keep(a), Keep(b), Keep(c), Keep(d)));

    // Marks what is not ours, so that it stays as it is.
    private static T Keep<T>(T given) => given switch
    {
        string text => (T)(object)Keep(text),
        IReadOnlyList<string> several => (T)(object)several.Select(Keep).ToArray(),
        { } named when typeof(T).GetProperty("Name") is { CanWrite: true } name && name.GetValue(named) is LocalisedName own =>
            Named(named, name, Keep(own.For(Language.TraditionalChinese))),
        _ => given,
    };

    // What would not change needs no mark, so that codes and numbers are what they are; and blanks at the ends may be trimmed.
    private static string Keep(string text) => TraditionalCharacters.Write(text) == text ? text
        : text[..^text.TrimStart().Length] + Begin + text.Trim() + End + text[text.TrimEnd().Length..];

    private static T Named<T>(T whole, PropertyInfo name, string kept)
    {
        var copy = Copy(whole!);
        name.SetValue(copy, LocalisedName.Same(kept));
        return (T)copy;
    }

    private static string? Finish(string? said)
    {
        if (said is null || !said.Contains(Begin, StringComparison.Ordinal))
            return said is null ? null : TraditionalCharacters.Write(said);
        var written = new StringBuilder();
        foreach (var (index, part) in said.Split(Begin).Index())
        {
            var end = index == 0 ? -1 : part.IndexOf(End, StringComparison.Ordinal);
            written.Append(end > 0 ? part[..end] : "").Append(TraditionalCharacters.Write(part[(end + 1)..]));
        }

        return written.ToString();
    }

    // Every record has this method, by which "with" copies it.
    private static object Copy(object record) => record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
}
