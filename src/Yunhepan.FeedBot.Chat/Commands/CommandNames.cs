using System.Collections.Concurrent;
using System.Text;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Finds commands by their names and aliases as people write them, ignoring case and width.</summary>
internal static class CommandNames
{
    /// <summary>Returns the command with which a line begins, and the text after its name; null if there is none.</summary>
    public static (IChatCommand Command, string Argument)? Find(IReadOnlyList<IChatCommand> commands, string line)
    {
        var (first, after) = Words.First(line);
        var name = Plain(first);
        return commands.FirstOrDefault(command => WordsOf(command).Contains(name, StringComparer.OrdinalIgnoreCase)) is { } command
            ? (command, after)
            : FindNamed(commands, line) ?? FindJoined(commands, line);
    }

    /// <summary>Returns what a language calls a command; empty if it has no word for it.</summary>
    public static string Spoken(IChatCommand command, ChatTexts texts) =>
        texts.Names.TryGetValue(command.Name, out var names) ? names[0]
        : LanguageTag.IsChinese(texts.Language) && command.Aliases.Count > 0
            ? OwnText.Choose(texts.Language, command.Aliases[0], "", "", "")
        : texts.Names.Count == 0 ? command.Name : "";

    /// <summary>Returns the commands with a similar word, in Chinese, English or the language of the texts, the nearest first.</summary>
    /// <param name="isCommand">True if the word was written as a command, behind a slash.</param>
    public static IReadOnlyList<IChatCommand> Near(
        IReadOnlyList<IChatCommand> commands, string word, ChatTexts texts, int most, bool isCommand = true) => Suggestion.Nearest(
            Plain(word),
            commands.Where(c => c.Aliases.Count > 0)
                .SelectMany(c => WordsOf(c).Concat(texts.Names.GetValueOrDefault(c.Name, []))
                    .Where(name => !name.Contains(' ', StringComparison.Ordinal))
                    .Where(name => isCommand || MayBeMistyped(name)).Select(name => (name, c))), most);

    // Two words of two ideographs may share one: who writes 停电 does not mean 停止.
    private static bool MayBeMistyped(string name) => name.Length > 2 || name[0] < '\u2E80';

    private static (IChatCommand Command, string Argument)? FindNamed(IReadOnlyList<IChatCommand> commands, string line) =>
        NamedCommand.Read(line) is { } named && commands.FirstOrDefault(each => each.Name == named.Command) is { } command
            ? (command, named.Argument) : null;

    // Chinese is written without spaces, so the longest word wins: 取消关注教育 is not 取消…
    private static (IChatCommand Command, string Argument)? FindJoined(IReadOnlyList<IChatCommand> commands, string line)
    {
        var joined = commands
            .SelectMany(command => InBothScripts(command.Aliases).Select(word => (Command: command, Word: word)))
            .Where(each => each.Word[0] > '\u2E7F' && line.StartsWith(each.Word, StringComparison.Ordinal))
            .OrderByDescending(each => each.Word.Length)
            .FirstOrDefault();
        return joined.Word is null ? null : (joined.Command, line[joined.Word.Length..].Trim());
    }

    private static IEnumerable<string> WordsOf(IChatCommand command) =>
        [command.Name, .. InBothScripts(command.Aliases), .. InBothScripts(command.LoneWords)];

    // Our own word in traditional characters may be another one, 搜尋 for 搜索, and people also write that one: 搜索 or 設置.
    private static IEnumerable<string> InBothScripts(IReadOnlyList<string> words) =>
        words.Concat(words.SelectMany(word => Scripts.GetOrAdd(word, TraditionalWords)));

    private static string[] TraditionalWords(string word) =>
        [.. new[] { TraditionalCharacters.Write(word), TraditionalCharacters.WriteLetters(word) }.Where(each => each != word).Distinct()];

    private static readonly ConcurrentDictionary<string, string[]> Scripts = new();

    // Chinese keyboards also produce full-width letters.
    private static string Plain(string word)
    {
        try
        {
            return word.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return word;
        }
    }
}
