using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Html;

/// <summary>
/// The plain text is copied in long runs where it is tidy. Random texts show that the result is what the rule says character by
/// character: no invisible characters, single spaces, none at the ends.
/// </summary>
public sealed class OneLineTests
{
    private const string Signs = "aZ~!运。”👩é\u00a0\u3000 \t\n\r\u0085\u00ad\u200b\u2003\u2060\u007f\u0001\ufeff\uffff";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_line_has_single_spaces_and_no_invisible_characters(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++)
        {
            var text = RandomText(random);
            Assert.Equal(Collapsed(text), PlainText.OnOneLine(text));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_summary_joins_paragraphs_with_a_space_unless_a_Chinese_mark_ends_them(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++)
        {
            var text = RandomText(random);
            var paragraphs = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
            var joined = string.Concat(paragraphs.Select(line => line[^1] is '。' or '”' ? line : line + " "));
            Assert.Equal(Collapsed(joined), Summaries.Make(text, 1_000));
        }
    }

    private static string RandomText(Random random)
    {
        var letters = random.GetItems<char>(Signs, random.Next(40));
        // Half of the characters are ordinary, so that runs and single spaces between them occur.
        for (var i = 0; i < letters.Length; i++)
            letters[i] = random.Next(2) == 0 ? letters[i] : random.Next(4) == 0 ? ' ' : 'x';
        return new(letters);
    }

    private static string Collapsed(string text)
    {
        var kept = text.Where(c => char.IsWhiteSpace(c) || !(char.IsControl(c) || "\u00ad\u200b\u2060\ufeff\uffff".Contains(c)));
        return string.Join(' ', string.Concat(kept).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
    }
}
