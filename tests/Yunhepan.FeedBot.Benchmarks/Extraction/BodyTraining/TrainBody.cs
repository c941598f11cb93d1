using System.Globalization;
using Yunhepan.FeedBot.Extraction.Pages;

namespace Yunhepan.FeedBot.Benchmarks.Extraction.BodyTraining;

/// <c>train-body PAGES MODEL [--all]</c>: trains the model of article lines on a folder of labelled pages. Four times it trains
/// on three of the available folds and tests on the fourth (which predicts the result on other pages), then it trains on all four
/// and writes the file. With <c>--all</c> it also trains on the fold kept aside, once that fold's figures are known.
internal static class TrainBody
{
    private static readonly HashSet<string> ChineseSuites = ["zhce", "frontier", "own", "gne"];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var folder, var file, .. var options] || options is not ([] or ["--all"]))
        {
            await Console.Error.WriteLineAsync("train-body PAGES MODEL [--all]");
            return 2;
        }
        var isAll = options.Length > 0;
        var pages = LabelledPage.ReadAll(folder, isAll);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{pages.Count} pages, {pages.Sum(p => p.Lines.Count)} lines, {LineFeatures.Names.Count} features"));
        Report("rules alone", pages.Select(p => (p, p.Rules.Kept)));
        for (var fold = isAll ? 0 : PageFolds.KeptAside + 1; fold < PageFolds.Count; fold++)
        {
            var model = BodyModel.Read(BodyTrainer.Train([.. pages.Where(p => FoldOf(p) != fold)], ChineseSuites));
            Judged.AddRange(pages.Where(p => FoldOf(p) == fold).Select(p => (p, Keep(p, model))));
        }
        Report("pages of other sites (cross-validated)", Judged);
        var bytes = BodyTrainer.Train(pages, ChineseSuites);
        await File.WriteAllBytesAsync(file, bytes);
        var final = BodyModel.Read(bytes);
        Report("the pages it learned from", pages.Select(p => (p, Keep(p, final))));
        return 0;
    }

    private static List<(LabelledPage Page, IReadOnlySet<int> Kept)> Judged { get; } = [];

    private static IReadOnlySet<int> Keep(LabelledPage page, BodyModel model) =>
        BodyJudge.Choose(model.Probabilities(
            page.Features.Length, (first, count) => page.Features[first..(first + count)].SelectMany(row => row).ToArray()), page.Rules);

    /// <summary>Made-up hosts share a name but not a template.</summary>
    private static int FoldOf(LabelledPage page)
    {
        var isMadeUp = page.Address.Contains(".test/", StringComparison.Ordinal) || page.Address.Contains("//fakehost/", StringComparison.Ordinal);
        var fold = PageFolds.Compute(isMadeUp ? page.Id : page.Address);
        // Pages of the small suites are used whatever their fold is.
        return fold == PageFolds.KeptAside && !PageFolds.IsKeptAside(page.Suite, page.Address) ? PageFolds.KeptAside + 1 : fold;
    }

    private static void Report(string title, IEnumerable<(LabelledPage Page, IReadOnlySet<int> Kept)> judged)
    {
        Console.WriteLine(title);
        foreach (var suite in judged.GroupBy(j => j.Page.Suite, StringComparer.Ordinal).OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var texts = suite.Select(j => (j.Page.Truth, Lines: j.Page.Lines.Where((_, i) => j.Kept.Contains(i)))).ToList();
            var whole = texts.Where(t => t.Truth.IsWhole).Select(t => t.Truth.Score(t.Lines)).ToList();
            var parts = texts.Where(t => !t.Truth.IsWhole).Select(t => t.Truth.ScoreSentences(t.Lines)).ToList();
            var invariant = CultureInfo.InvariantCulture;
            if (whole.Count > 0)
            {
                var (precision, recall) = (whole.Average(s => s.Precision), whole.Average(s => s.Recall));
                Console.WriteLine(string.Create(invariant, $"  {suite.Key,-10} {whole.Count,4} pages   F1 {2 * precision * recall / (precision + recall):0.000}   precision {precision:0.000}   recall {recall:0.000}"));
            }
            if (parts.Count > 0)
            {
                var (right, wrong, missing) = (parts.Sum(s => s.Right), parts.Sum(s => s.Wrong), parts.Sum(s => s.Missing));
                Console.WriteLine(string.Create(invariant, $"  {suite.Key,-10} {parts.Count,4} pages   F1 of sentences {2.0 * right / (2 * right + wrong + missing):0.000}"));
            }
        }
    }
}
