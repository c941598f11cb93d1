using System.Text;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Benchmarks.Articles;

/// <summary>Generates articles of about 500 ideographs (1.5 KB) with a realistic distribution of words; deterministic.</summary>
internal sealed class ArticleGenerator(int seed)
{
    private const int Vocabulary = 20_000;

    private static readonly string[] Words = [.. Enumerable.Range(0, Vocabulary).Select(i =>
    {
        var random = new Random(i);
        return new string([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (char)random.Next(0x4E00, 0x6E00))]);
    })];

    private readonly Random _random = new(seed);

    /// <summary>The n-th word by frequency.</summary>
    public static string Word(int rank) => Words.Where(w => w.Length == 2).ElementAt(rank);

    public ArticleDraft Next(long number, DateTimeOffset at)
    {
        var text = new StringBuilder();
        while (text.Length < 500)
        {
            for (var k = _random.Next(5, 12); k > 0; k--)
                text.Append(Words[Rank()]);
            text.Append(_random.Next(6) == 0 ? "。\n" : "，");
        }

        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"编号{number}。");
        var content = text.ToString();
        return new ArticleDraft
        {
            Id = $"tag:mill.example,2026:{number}",
            Url = $"http://mill.example/{number % 1000}/{number}.html",
            Title = string.Concat(Enumerable.Range(0, 7).Select(_ => Words[Rank()])),
            ContentText = content,
            ContentHtml = "<p>" + content.Replace("\n", "</p><p>", StringComparison.Ordinal) + "</p>",
            Summary = content[..80],
            PublishedAt = at,
            PublishedHasTime = true,
        };
    }

    // Zipf's law, nearly: the density of a rank falls with its inverse.
    private int Rank() => (int)Math.Exp(_random.NextDouble() * Math.Log(Vocabulary)) - 1;
}
