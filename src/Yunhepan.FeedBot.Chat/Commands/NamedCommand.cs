using System.Text;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// Finds the command that a person names in the words of a language other than Chinese and English, which stand with its texts. These
/// may be several words, and in Japanese the command comes last: <c>dejar de seguir educación</c>, <c>教育をフォロー</c>.
/// </summary>
/// <param name="Command">The name of the command.</param>
/// <param name="Argument">What stands beside its name.</param>
internal sealed partial record NamedCommand(string Command, string Argument)
{
    // No request is longer.
    private const int MaxLine = 300;

    // The longest comes first: "dejar de seguir" is not "dejar".
    private static readonly (string Command, string Name)[] All =
    [
        .. ChatTexts.All.SelectMany(texts => texts.Names).SelectMany(named => named.Value.Select(name => (named.Key, WithoutAccents(name))))
            .OrderByDescending(each => each.Item2.Length),
    ];

    public static NamedCommand? Read(string line)
    {
        line = line.TrimStart('¿', '¡');
        if (line.Length > MaxLine)
            return null;
        var folded = WithoutAccents(line);
        // Folding may change the width, and then the argument stands elsewhere.
        var (said, asked) = (folded.Length == line.Length ? folded : line, Request.Replace(line, ""));
        foreach (var (command, name) in All)
        {
            if ((After(said, name, line) ?? Before(asked, name)) is { } argument)
                return new NamedCommand(command, argument);
        }

        return null;
    }

    private static string? After(string said, string name, string line)
    {
        if (!said.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = line[name.Length..];
        return rest.All(c => char.IsPunctuation(c) || char.IsWhiteSpace(c)) ? "" : char.IsWhiteSpace(rest[0]) ? rest.Trim() : null;
    }

    private static string? Before(string asked, string name) =>
        name[0] > '\u2E7F' && asked.EndsWith(name, StringComparison.Ordinal)
        && asked[..^name.Length].TrimEnd() is [.. [_, ..] words, 'を' or 'の']
            ? words.TrimEnd() : null;

    // Not everybody writes accents: ultimos, limite.
    private static string WithoutAccents(string text) => string.Concat(
        text.Select(c => c is >= 'À' and <= 'ÿ' ? c.ToString().Normalize(NormalizationForm.FormD)[0] : c));

    /// <summary>Matches the end of a request: フォローしてください. It cannot take long, so a busy machine cannot make it time out.</summary>
    [GeneratedRegex("(する|したい|したいです|して|してください|して下さい|お願いします)?[。！!]?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Request { get; }
}
