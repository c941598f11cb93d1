using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Yunhepan.FeedBot.Benchmarks.Extraction.BodyTraining;

/// <summary>
/// Trains the trees of a <c>BodyModel</c> on labelled pages (gradient boosting, ML.NET's FastTree) and writes them in its format.
/// </summary>
internal static class BodyTrainer
{
    private const int Trees = 320;

    private const int Leaves = 40;

    private const int FewestLinesInLeaf = 40;

    /// <summary>Chinese pages have a larger weight: they are rare in the public collections, but this program reads them most.</summary>
    private const float ChineseWeight = 3;

    private const int Seed = 7;

    public static byte[] Train(IReadOnlyCollection<LabelledPage> pages, IReadOnlySet<string> chineseSuites)
    {
        var lines = new List<Line>();
        foreach (var page in pages)
            for (var i = 0; i < page.Lines.Count; i++)
                if (page.Labels[i].Weight > 0)
                    lines.Add(new Line
                    {
                        Label = page.Labels[i].IsBody,
                        Features = page.Features[i],
                        Weight = page.Labels[i].Weight * (chineseSuites.Contains(page.Suite) ? ChineseWeight : 1),
                    });
        var context = new MLContext(Seed);
        var schema = SchemaDefinition.Create(typeof(Line));
        schema[nameof(Line.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, lines[0].Features.Length);
        var trainer = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = Trees,
            NumberOfLeaves = Leaves,
            MinimumExampleCountPerLeaf = FewestLinesInLeaf,
            LearningRate = 0.08,
            FeatureFraction = 0.5,
            FeatureFractionPerSplit = 0.5,
            BaggingSize = 1,
            BaggingExampleFraction = 0.7,
            ExampleWeightColumnName = nameof(Line.Weight),
            Seed = Seed,
        });
        var model = trainer.Fit(context.Data.LoadFromEnumerable(lines, schema)).Model;
        return Write(model.SubModel.TrainedTreeEnsemble, model.Calibrator.Slope, model.Calibrator.Offset);
    }

    private static byte[] Write(RegressionTreeEnsemble trees, double slope, double offset)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((float)slope);
        writer.Write((float)offset);
        writer.Write((short)trees.Trees.Count);
        foreach (var (tree, weight) in trees.Trees.Zip(trees.TreeWeights))
        {
            writer.Write((short)tree.NumericalSplitFeatureIndexes.Count);
            for (var node = 0; node < tree.NumericalSplitFeatureIndexes.Count; node++)
            {
                writer.Write((short)tree.NumericalSplitFeatureIndexes[node]);
                writer.Write(tree.NumericalSplitThresholds[node]);
                writer.Write((short)tree.LeftChild[node]);
                writer.Write((short)tree.RightChild[node]);
            }
            foreach (var leaf in tree.LeafValues)
                writer.Write((float)(leaf * weight));
        }
        writer.Flush();
        return bytes.ToArray();
    }

    private sealed class Line
    {
        public bool Label { get; set; }

        public required float[] Features { get; set; }

        public float Weight { get; set; }
    }
}
